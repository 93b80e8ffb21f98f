package dev.parallax.comparison.cli;

import dev.parallax.cosmos.emulator.CosmosEmulator;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "cosmos-emulator",
        sortOptions = false,
        abbreviateSynopsis = true,
        description =
                "Starts a small emulator of Azure Cosmos DB on loopback, for people without an account at hand. It is no Azure service, "
                        + "does less, and forgets everything when Ctrl-C ends it.",
        footer = {
            "",
            "Example:",
            "  ./parallax cosmos-emulator --port 8082",
            "  ./parallax compare --views 'cosmos://127.0.0.1:8082/parallax/views?tls=false'"
        })
final class CosmosEmulatorCommand implements Callable<Integer> {
    @ParentCommand
    private Parallax parallax;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8082",
            description = "Where it listens; 0 for any free port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Addresses.requirePort("--port", port);
        try (OpenResources resources = parallax.resources()) {
            CosmosEmulator emulator = resources.open(() -> CosmosEmulator.start(port));
            System.err.println("The emulator runs at " + emulator.endpoint() + ". Views go to cosmos://127.0.0.1:"
                    + emulator.port() + "/DATABASE/CONTAINER?tls=false. Ctrl-C ends it.");
            new CountDownLatch(1).await();
            return Parallax.DONE;
        }
    }
}
