package dev.parallax.cosmos.emulator;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Runs an emulator until the process ends: {@code java ... CosmosEmulatorMain [--port PORT]}. */
public final class CosmosEmulatorMain {
    private static final int PORT = 8081;

    private CosmosEmulatorMain() {}

    /** Says on standard output where it listens; ends with 2 on bad usage, and 3 if it cannot listen there. */
    public static void main(String[] arguments) throws InterruptedException {
        int port = PORT;
        try {
            if (arguments.length == 2 && arguments[0].equals("--port")) {
                port = Integer.parseInt(arguments[1]);
            } else if (arguments.length != 0) {
                throw new IllegalArgumentException();
            }
        } catch (IllegalArgumentException usage) {
            System.err.println("The only option is --port PORT, with a number.");
            System.exit(2);
        }
        try (CosmosEmulator emulator = CosmosEmulator.start(port)) {
            System.out.println("Endpoint " + emulator.endpoint());
            System.out.println("Key      " + emulator.key());
            System.out.println("This is no Azure service. All is in memory, and gone when this ends (Ctrl-C).");
            new CountDownLatch(1).await();
        } catch (IOException failure) {
            System.err.println(failure.getMessage());
            System.exit(3);
        }
    }
}
