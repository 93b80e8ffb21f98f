package dev.parallax.benchmarks.programs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Lines become events; what is none is left out. */
final class ParseEvent extends RichFlatMapFunction<String, IdiomaticEvent> {
    private transient ObjectMapper json;
    private transient DateTimeFormatter times;

    @Override
    public void open(OpenContext context) {
        json = new ObjectMapper();
        times = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withResolverStyle(ResolverStyle.STRICT);
    }

    @Override
    public void flatMap(String line, Collector<IdiomaticEvent> out) {
        try {
            IdiomaticEvent event = json.readValue(line, IdiomaticEvent.class);
            if (event.isValid() && event.eventTime != null) {
                event.time = LocalDateTime.parse(event.eventTime, times)
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
                out.collect(event);
            }
        } catch (JsonProcessingException | DateTimeException malformed) {
            // No event: nothing to count.
        }
    }
}
