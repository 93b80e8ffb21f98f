package dev.parallax.comparison.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Generates events in the order in which they arrive, as newline-delimited JSON. The same settings give the same bytes,
 * whatever the JVM, and each call starts at the first event. However many there are, only copies that wait to be sent
 * are held in memory.
 */
public final class EventGenerator {
    private static final int BUFFER = 1 << 16;

    private final GeneratorSettings settings;
    private final EventTemplate template;

    /** @throws IllegalArgumentException if there is no generator for the pipeline; the message lists those there are */
    public EventGenerator(GeneratorSettings settings) {
        this.settings = settings;
        this.template = switch (settings.pipeline()) {
            case "devices", "readings" -> new DeviceEvents(settings.customers());
            case "words" -> new WordEvents(settings.customers());
            default ->
                throw new IllegalArgumentException("There is no generator for the pipeline '" + settings.pipeline()
                        + "'; there are: devices, readings, words.");
        };
    }

    /** Writes all lines; {@code out} needs no buffer and is not closed. */
    public Generated writeTo(OutputStream out) throws IOException {
        Arrivals arrivals = new Arrivals(settings, template);
        OutputStream buffered = new BufferedOutputStream(out, BUFFER);
        Line line = new Line();
        while (arrivals.hasNext()) {
            arrivals.next(line);
            line.character('\n');
            line.writeTo(buffered);
        }
        buffered.flush();
        return arrivals.generated();
    }

    /** All lines, without their ends, each made when it is asked for. */
    public Iterator<byte[]> lines() {
        Arrivals arrivals = new Arrivals(settings, template);
        Line line = new Line();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return arrivals.hasNext();
            }

            @Override
            public byte[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                arrivals.next(line);
                return line.toBytes();
            }
        };
    }
}
