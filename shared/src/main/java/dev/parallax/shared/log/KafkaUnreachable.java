package dev.parallax.shared.log;

import java.nio.file.FileSystemException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** A broker cannot be spoken to: nobody answers there, or nobody is let in like that. The message is a sentence that says so. */
public final class KafkaUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KafkaUnreachable(KafkaConnection kafka, Exception cause) {
        super("Kafka at " + kafka.bootstrapServers() + " " + sentence(kafka, cause), cause);
    }

    private static String sentence(KafkaConnection kafka, Exception problem) {
        for (Throwable each = problem; each != null; each = each.getCause()) {
            if (each instanceof SslAuthenticationException) {
                return "cannot be reached, the TLS handshake fails: " + reason(root(each));
            }
            if (each instanceof AuthenticationException) {
                return "does not let this user in: " + each.getMessage();
            }
            if (each instanceof AuthorizationException) {
                return "does not allow this: " + each.getMessage();
            }
        }
        Throwable root = root(problem);
        boolean silent = root instanceof TimeoutException || root instanceof RetriableException;
        return kafka.settings().isEmpty() || silent
                ? "cannot be reached: is it running, and is the address right (and --kafka-config, if it wants SASL or TLS)?"
                : "cannot be reached with the settings given: " + reason(behindKafka(problem));
    }

    /** Kafka's own exceptions say that no client could be made, the first one behind them why. */
    private static Throwable behindKafka(Throwable problem) {
        boolean more = problem.getCause() != null && problem instanceof KafkaException;
        return more ? behindKafka(problem.getCause()) : problem;
    }

    private static String reason(Throwable root) {
        if (root instanceof FileSystemException file) {
            return file.getFile() + ": " + FileProblem.reason(file) + ".";
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static Throwable root(Throwable problem) {
        return problem.getCause() == null ? problem : root(problem.getCause());
    }
}
