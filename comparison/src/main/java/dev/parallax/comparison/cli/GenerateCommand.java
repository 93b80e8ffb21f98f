package dev.parallax.comparison.cli;

import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.Generated;
import dev.parallax.comparison.generate.GeneratorSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description =
                "Writes events: seeded, with chosen disorder, lateness, duplicates and malformed lines. The same seed and settings give the same bytes.",
        footer = {
            "",
            "Examples:",
            "  ./parallax generate --events 1000000 --seed 7 > events.json",
            "  ./parallax generate --pipeline words --events 1000 --late-share 0.1 --out words.json"
        })
final class GenerateCommand implements Callable<Integer> {
    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            defaultValue = "devices",
            description = "Whose events: devices or words (default: ${DEFAULT-VALUE}).")
    private String pipeline;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "Where to (default: standard output).")
    private String out;

    @Mixin
    private GeneratorOptions options;

    @Override
    public Integer call() throws IOException {
        GeneratorSettings settings = options.settings(pipeline);
        EventGenerator generator = new EventGenerator(settings);
        Generated generated;
        if (out.equals("-")) {
            generated = generator.writeTo(System.out);
        } else {
            try (OutputStream file = Files.newOutputStream(Path.of(out))) {
                generated = generator.writeTo(file);
            } catch (IOException e) {
                throw new IOException("The file " + out + " cannot be written: " + e.getMessage(), e);
            }
        }
        System.err.println(
                generated.lines() + " lines: " + generated.facts() + " facts, " + generated.late() + " late events, "
                        + generated.duplicates() + " duplicates, " + generated.malformed() + " malformed, "
                        + generated.invalid()
                        + " invalid.");
        return Parallax.DONE;
    }
}
