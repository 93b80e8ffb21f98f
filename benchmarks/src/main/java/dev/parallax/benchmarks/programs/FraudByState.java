package dev.parallax.benchmarks.programs;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The rule test-then-take in keyed state: payments wait for the watermark, as they do in a pattern, and are looked at in their order. */
final class FraudByState extends KeyedProcessFunction<String, PaidByCard, String> {
    private transient MapState<Long, List<PaidByCard>> waiting;
    private transient ValueState<PaidByCard> lastTry;

    @Override
    public void open(OpenContext context) {
        TypeInformation<PaidByCard> payment = TypeInformation.of(PaidByCard.class);
        waiting = getRuntimeContext().getMapState(new MapStateDescriptor<>("waiting", Types.LONG, Types.LIST(payment)));
        lastTry = getRuntimeContext().getState(new ValueStateDescriptor<>("last try", payment));
    }

    @Override
    public void processElement(PaidByCard payment, Context context, Collector<String> out) throws Exception {
        if (payment.time <= context.timerService().currentWatermark()) {
            return; // late, which a pattern drops, too
        }
        List<PaidByCard> sameTime = waiting.get(payment.time);
        sameTime = sameTime == null ? new ArrayList<>() : sameTime;
        sameTime.add(payment);
        waiting.put(payment.time, sameTime);
        context.timerService().registerEventTimeTimer(payment.time);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<String> out) throws Exception {
        for (PaidByCard payment : waiting.get(time)) {
            PaidByCard before = lastTry.value();
            if (payment.isTake() && before != null && time - before.time <= PaidByCard.SOON.toMillis()) {
                out.collect(before.paymentId + " " + payment.paymentId);
            }
            if (payment.isTry()) {
                lastTry.update(payment);
            }
        }
        waiting.remove(time);
    }
}
