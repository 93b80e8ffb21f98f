package dev.parallax.comparison.cli;

import dev.parallax.architectures.ServedNow;
import dev.parallax.comparison.ViewFile;
import dev.parallax.comparison.ViewTable;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "view",
        sortOptions = false,
        abbreviateSynopsis = true,
        description =
                "Prints what a reader of an architecture sees now in the stores of its views: lambda's batch view merged with "
                        + "the realtime view behind it, or kappa's view. A table on a terminal, newline-delimited JSON in a pipe.",
        footer = {
            "",
            "Examples:",
            "  ./parallax view --views redis://127.0.0.1:6379#parallax --key CI00103",
            "  ./parallax view --views kafka://127.0.0.1:9092/views --architecture kappa"
        })
final class ViewCommand implements Callable<Integer> {
    @ParentCommand
    private Parallax parallax;

    @Mixin(name = "Where views live")
    private ViewOptions views;

    @Mixin(name = "The connection")
    private KafkaConfigOption config;

    @Mixin(name = "What they hold")
    private PipelineChoice choice;

    @Option(names = "--key", paramLabel = "KEY", description = "The rows of this key alone.")
    private String key;

    @Option(
            names = "--architecture",
            paramLabel = "lambda|kappa",
            description = "Whose. Default: lambda's, if it serves anything, else kappa's.")
    private Served served;

    enum Served {
        LAMBDA,
        KAPPA
    }

    @Override
    public Integer call() throws IOException {
        config.check(views.nameKafka());
        views.check(config.settings());
        try (OpenResources resources = parallax.resources()) {
            return print(choice.pipeline(resources), views.openExisting(resources, config.settings()));
        }
    }

    private <A> int print(Pipeline<?, ?, A> pipeline, ViewOptions.Stores stores) throws IOException {
        Map<RowKey, RowValue<A>> rows = rows(new ServedNow<>(pipeline, key), stores);
        if (key != null) {
            rows.keySet().removeIf(row -> !row.key().equals(key));
            if (rows.isEmpty()) {
                System.err.println("The view has no row with the key '" + key + "'.");
            }
        }
        if (Terminal.isOutput()) {
            parallax.output().print(ViewTable.text(pipeline, rows));
        } else {
            ViewFile.write(pipeline, RowKey.inOrder(rows), parallax.output());
        }
        return Parallax.DONE;
    }

    private <A> Map<RowKey, RowValue<A>> rows(ServedNow<A> now, ViewOptions.Stores stores) {
        Optional<Map<RowKey, RowValue<A>>> rows = Optional.empty();
        if (served != Served.KAPPA) {
            rows = now.ofLambda(stores.batch(), stores.speed());
        }
        if (rows.isEmpty() && served != Served.LAMBDA) {
            rows = now.ofKappa(stores.kappa());
        }
        return rows.orElseThrow(() -> new IllegalArgumentException(
                "No view is served there: run ./parallax compare with the same --views first."));
    }
}
