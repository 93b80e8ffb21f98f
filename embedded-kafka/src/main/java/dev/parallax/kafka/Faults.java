package dev.parallax.kafka;

import java.util.Optional;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults of one node after which Kafka sees no way to go on.
 *
 * <p>Kafka would end the process, which here is not its own. Instead a fault ends the node's start, and is logged when
 * the node had started already.
 */
final class Faults implements FaultHandlerFactory {
    private static final Logger LOGGER = LoggerFactory.getLogger(Faults.class);

    private Thread starting = Thread.currentThread();
    private Throwable first;
    private boolean interrupting;

    /** Keeps Kafka from ending this process, and from adding to what runs when the process ends. */
    static void keepTheProcessAlive() {
        Exit.Procedure refuse = (status, message) -> {
            throw new IllegalStateException("A Kafka broker of this process has failed: its log tells why");
        };
        Exit.setExitProcedure(refuse);
        Exit.setHaltProcedure(refuse);
        Exit.setShutdownHookAdder((name, hook) -> {});
    }

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        if (!fatal) {
            return new LoggingFaultHandler(name, action);
        }
        return (message, cause) -> {
            LOGGER.error("Kafka cannot go on: {}", message, cause);
            RuntimeException fault = new IllegalStateException(message, cause);
            // The action waits for a lock that the start may hold: so end the start before.
            endTheStart(fault);
            action.run();
            return fault;
        };
    }

    private synchronized void endTheStart(Throwable fault) {
        if (first == null) {
            first = fault;
            interrupting = starting != null && starting != Thread.currentThread();
            if (interrupting) {
                starting.interrupt();
            }
        }
    }

    /**
     * To be called by the thread that starts the node, once the start has succeeded or failed.
     *
     * @return the fault that ended the start
     */
    synchronized Optional<Throwable> startHasEnded() {
        starting = null;
        if (interrupting) {
            Thread.interrupted(); // It was meant for the start alone.
        }
        return Optional.ofNullable(first);
    }
}
