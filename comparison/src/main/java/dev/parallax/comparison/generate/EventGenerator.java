package dev.parallax.comparison.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * Generates events in the order in which they arrive, as newline-delimited JSON. The same settings give the same bytes,
 * whatever the JVM, and each call starts at the first event. However many there are, only what waits to be sent is held in
 * memory.
 */
public final class EventGenerator {
    private static final String PAYMENTS = "payments";
    private static final String ALERTS = "alerts";

    private static final int BUFFER = 1 << 16;

    private final GeneratorSettings settings;
    private final Popularity popularity;

    /** @throws IllegalArgumentException if there is no generator for the pipeline; the message lists those there are */
    public EventGenerator(GeneratorSettings settings) {
        this.settings = settings;
        this.popularity = Popularity.of(settings.customers(), settings.skew());
        arrivals(fraud -> {});
    }

    /** Those of payments begin anew with each run: what a card has done lies in them. */
    private Arrivals arrivals(Consumer<PlantedFraud> frauds) {
        return switch (settings.pipeline()) {
            case "devices", "readings" -> new Arrivals(settings, new EvenTimes(settings), new DeviceEvents(popularity));
            case "words" -> new Arrivals(settings, new EvenTimes(settings), new WordEvents(popularity));
            case "anniversaries" ->
                new Arrivals(settings, new EvenTimes(settings), new MemberEvents(settings.customers()));
            case PAYMENTS, "merchants", ALERTS -> {
                PaymentsUnderWay payments =
                        new PaymentsUnderWay(settings, settings.pipeline().equals(ALERTS), frauds);
                yield new Arrivals(settings, payments, new PaymentEvents(payments));
            }
            default ->
                throw new IllegalArgumentException("There is no generator for the pipeline '" + settings.pipeline()
                        + "'; there are: alerts, anniversaries, devices, merchants, payments, readings, words.");
        };
    }

    /** Whether frauds are planted among that pipeline's events, and handed out: payments alone, or together with what is said of accounts. */
    public static boolean plantsFrauds(String pipeline) {
        return pipeline.equals(PAYMENTS) || pipeline.equals(ALERTS);
    }

    /** Writes all lines; {@code out} needs no buffer and is not closed. */
    public Generated writeTo(OutputStream out) throws IOException {
        return writeTo(out, fraud -> {});
    }

    /** The same; each fraud among payments is handed out when the last of its payments is about to be written. */
    public Generated writeTo(OutputStream out, Consumer<PlantedFraud> frauds) throws IOException {
        Arrivals arrivals = arrivals(frauds);
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
        Arrivals arrivals = arrivals(fraud -> {});
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
