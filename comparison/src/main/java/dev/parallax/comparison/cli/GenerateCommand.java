package dev.parallax.comparison.cli;

import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.Generated;
import dev.parallax.comparison.generate.GeneratorSettings;
import dev.parallax.comparison.generate.PlantedFraud;
import dev.parallax.shared.log.FileProblem;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "generate",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Writes events: seeded, with chosen disorder, lateness, duplicates and malformed lines. The same "
                + "seed and settings give the same bytes.",
        footer = {
            "",
            "Examples:",
            "  ./parallax generate --events 1000000 --seed 7 > events.json",
            "  ./parallax generate --pipeline words --late-share 0.1 --out words.json",
            "  ./parallax generate --pipeline payments --labels frauds.json --out payments.json"
        })
final class GenerateCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    @ParentCommand
    private Parallax parallax;

    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            defaultValue = "devices",
            description = "Whose events: devices, words or payments. Default: ${DEFAULT-VALUE}.")
    private String pipeline;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = STANDARD_OUTPUT,
            description = "Where to. Default: standard output.")
    private String out;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = {
                "With --pipeline payments or alerts: where to write what frauds are planted among them, a JSON object in each "
                        + "line: kind, payments, card, and the event time of the payment that completes it. Kinds are",
                "test-then-take: a payment under 1, and within 60 s one over 500;",
                "velocity: more than 5 payments within 60 s;",
                "impossible-travel: a card shown in two countries, closer in time than at 900 km/h;",
                "out-of-character: over 7, 10 or 15 times the weighted mean of the card's payments in the 24 h before, by the account's risk.",
                "No other payments match any of these."
            })
    private String labels;

    @Mixin(name = "What the events are like")
    private GeneratorOptions options;

    @Override
    public Integer call() throws IOException {
        if (labels != null && !EventGenerator.plantsFrauds(pipeline)) {
            throw new IllegalArgumentException("--labels goes with --pipeline payments or alerts.");
        }
        GeneratorSettings settings = options.settings(pipeline);
        EventGenerator generator = new EventGenerator(settings);
        try (LabelFile file = labels == null ? null : new LabelFile(Path.of(labels))) {
            Generated generated = generated(generator, settings, file == null ? fraud -> {} : file);
            System.err.println(generated.lines() + " lines: " + generated.facts() + " facts, " + generated.late()
                    + " late events, " + generated.duplicates() + " duplicates, " + generated.malformed()
                    + " malformed, " + generated.invalid() + " invalid"
                    + (file == null ? "" : ", " + file.frauds() + " frauds") + ".");
        }
        return Parallax.DONE;
    }

    private Generated generated(EventGenerator generator, GeneratorSettings settings, Consumer<PlantedFraud> frauds)
            throws IOException {
        try (OpenResources resources = parallax.resources()) {
            return out.equals(STANDARD_OUTPUT)
                    ? toStandardOutput(generator, settings, frauds, resources)
                    : toFile(generator, settings, frauds, resources);
        }
    }

    private Generated toStandardOutput(
            EventGenerator generator,
            GeneratorSettings settings,
            Consumer<PlantedFraud> frauds,
            OpenResources resources)
            throws IOException {
        if (Terminal.isOutput()) {
            return generator.writeTo(parallax.output(), frauds); // The lines themselves show how it goes.
        }
        return generator.writeTo(watched(parallax.output(), settings, resources), frauds);
    }

    private Generated toFile(
            EventGenerator generator,
            GeneratorSettings settings,
            Consumer<PlantedFraud> frauds,
            OpenResources resources)
            throws IOException {
        try (OutputStream file = Files.newOutputStream(Path.of(out))) {
            return generator.writeTo(watched(file, settings, resources), frauds);
        } catch (IOException e) {
            throw new IOException("The file " + out + " cannot be written: " + FileProblem.reason(e) + ".", e);
        }
    }

    private static OutputStream watched(OutputStream out, GeneratorSettings settings, OpenResources resources)
            throws IOException {
        ProgressDisplay progress = resources.open(ProgressDisplay::new);
        progress.phase("Generating", settings.events());
        return new CountedLines(out, progress::at);
    }

    /** Counts lines on their way. */
    private static final class CountedLines extends FilterOutputStream {
        private final LongConsumer counter;
        private long lines;

        private CountedLines(OutputStream out, LongConsumer counter) {
            super(out);
            this.counter = counter;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            for (int i = from; i < from + length; i++) {
                lines += bytes[i] == '\n' ? 1 : 0;
            }
            counter.accept(lines);
        }
    }
}
