package dev.parallax.benchmarks.programs;

import java.util.List;
import java.util.Map;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.util.Collector;

/** The rule test-then-take as a pattern of Flink CEP. */
final class FraudByPattern {
    private FraudByPattern() {}

    static DataStream<String> in(KeyedStream<PaidByCard, String> payments) {
        Pattern<PaidByCard, ?> pattern = Pattern.<PaidByCard>begin("try")
                .where(SimpleCondition.of(PaidByCard::isTry))
                .followedBy("take")
                .where(SimpleCondition.of(PaidByCard::isTake))
                .within(PaidByCard.SOON);
        return CEP.pattern(payments, pattern).process(new Name());
    }

    private static final class Name extends PatternProcessFunction<PaidByCard, String> {
        @Override
        public void processMatch(Map<String, List<PaidByCard>> match, Context context, Collector<String> out) {
            out.collect(
                    match.get("try").get(0).paymentId + " " + match.get("take").get(0).paymentId);
        }
    }
}
