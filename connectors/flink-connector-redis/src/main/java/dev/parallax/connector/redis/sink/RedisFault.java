package dev.parallax.connector.redis.sink;

import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.util.ExceptionUtils;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** What a failure means for the call that met it. */
enum RedisFault {
    /** The same call may succeed in a while. */
    PASSING,
    /** The same call will succeed at once with the script's source. */
    SCRIPT_UNKNOWN,
    /** A newer writer is there. */
    FENCED,
    /** The same call will fail again. */
    PERMANENT;

    /** Until 6.2, what a script has met is wrapped into a sentence of Redis' own, at times with two positions. */
    private static final Pattern IN_SCRIPT = Pattern.compile("(?:@user_script: ?\\d+: ?)+-?(.*)", Pattern.DOTALL);

    private static final Set<String> PASSING_CODES = Set.of(
            "LOADING",
            "READONLY",
            "MASTERDOWN",
            "CLUSTERDOWN",
            "TRYAGAIN",
            "MOVED",
            "ASK",
            "BUSY",
            "NOREPLICAS",
            "MISCONF",
            "UNKILLABLE");

    static RedisFault of(Exception failure) {
        if (failure instanceof JedisConnectionException || failure instanceof JedisClusterOperationException) {
            // A certificate that is not trusted will not be in a minute, and a refused password may be hidden in a
            // failed discovery.
            for (Throwable suppressed : failure.getSuppressed()) {
                if (suppressed instanceof Exception e && of(e) == PERMANENT) {
                    return PERMANENT;
                }
            }
            return ExceptionUtils.findThrowable(failure, GeneralSecurityException.class)
                            .isPresent()
                    ? PERMANENT
                    : PASSING;
        }
        if (failure instanceof java.io.IOException) {
            return PASSING;
        }
        String sentence = sentence(failure);
        String code = sentence.split(" ", 2)[0];
        if (PASSING_CODES.contains(code) || sentence.startsWith("ERR max number of clients")) {
            return PASSING;
        }
        return switch (code) {
            case "NOSCRIPT" -> SCRIPT_UNKNOWN;
            case "FENCED" -> FENCED;
            default -> PERMANENT;
        };
    }

    /** What Redis said, beginning with its code. */
    static String sentence(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher inScript = IN_SCRIPT.matcher(message);
        return inScript.find() ? inScript.group(1) : message.startsWith("-") ? message.substring(1) : message;
    }
}
