package dev.parallax.benchmarks.programs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** Reads events as most programs would: Jackson fills a POJO, a formatter of Java's reads the time. */
final class EventText {
    private final ObjectMapper json = new ObjectMapper();
    private final DateTimeFormatter times =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withResolverStyle(ResolverStyle.STRICT);

    /** The event of a line; null if it is none. */
    IdiomaticEvent read(String line) {
        try {
            IdiomaticEvent event = json.readValue(line, IdiomaticEvent.class);
            if (!event.isValid() || event.eventTime == null) {
                return null;
            }
            event.time = LocalDateTime.parse(event.eventTime, times)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
            return event;
        } catch (JsonProcessingException | DateTimeException malformed) {
            return null;
        }
    }
}
