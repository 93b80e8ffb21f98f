package dev.parallax.comparison.cli;

import dev.parallax.architectures.cluster.JobFailure;
import dev.parallax.architectures.cluster.RootCause;
import dev.parallax.comparison.query.QueryDirectory;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.sink.Parked;
import dev.parallax.shared.sink.RowSink;
import dev.parallax.shared.sink.RowSinkSettings;
import dev.parallax.shared.sink.RowSinks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.runtime.client.JobExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "redrive",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Puts back the rows that a query has parked because a sink could not take them (--on-sink-failure park). Rows that "
                    + "the query has written since are left as they are. If it fails, it can be done again.",
            "The query must not run meanwhile. For records that were no events see ./parallax dead-letters redrive."
        },
        footer = {"", "Example:", "  ./parallax redrive CP --sink redis://127.0.0.1:6379#rows --pipeline devices"})
final class RedriveCommand implements Callable<Integer> {
    @ParentCommand
    private Parallax parallax;

    @Parameters(paramLabel = "DIR", description = "The query's --checkpoint directory.")
    private Path checkpoint;

    @Option(
            names = "--sink",
            paramLabel = "SINK",
            required = true,
            description = "The sink that could not take them, by the address that the query has for it.")
    private String address;

    @Mixin(name = "The query's pipeline")
    private PipelineChoice choice;

    @Override
    public Integer call() throws IOException {
        QueryDirectory.requireQuery(checkpoint);
        LeftJob.requireNone(checkpoint);
        try (OpenResources resources = parallax.resources()) {
            Pipeline<?, ?, ?> pipeline = choice.pipeline(resources);
            resources.temporaryDirectory();
            QueryDirectory query = resources.open(() -> QueryDirectory.open(checkpoint));
            query.require(Map.of("pipeline", pipeline.name()));
            RowSink sink = sink(query);
            long waiting = Parked.count(query.parked(), sink);
            if (waiting > 0) {
                sink.prepare();
                ProgressDisplay progress = resources.open(ProgressDisplay::new);
                progress.phase("Putting back", -1);
                redrive(query, sink, pipeline);
            }
            long others = Parked.count(query.parked());
            resources.close();
            System.err.println(waiting + (waiting == 1 ? " row was" : " rows were") + " put back into " + sink.name()
                    + (others == 0 ? "." : "; " + others + " of other sinks wait."));
        }
        return Parallax.DONE;
    }

    private RowSink sink(QueryDirectory query) {
        try {
            return RowSinks.at(address, RowSinkSettings.of(query.name()).withParking(query.parked()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--sink: " + e.getMessage(), e);
        }
    }

    private void redrive(QueryDirectory query, RowSink sink, Pipeline<?, ?, ?> pipeline) throws IOException {
        try {
            Parked.redrive(query.parked(), sink, pipeline, choice.jars());
        } catch (IOException e) {
            throw e;
        } catch (JobExecutionException e) {
            throw new JobFailure("The rows could not be put back into " + sink.name() + ": " + RootCause.of(e), e);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The rows could not be put back into " + sink.name() + ": " + RootCause.of(e), e);
        }
    }
}
