package dev.parallax.comparison.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Ends the JVM that comes to a crash point which is armed, as SIGKILL does. The rules in {@code crash-points.btm} call it, in the JVMs of the cluster, which
 * have no other class of the tests. (Not final: Byteman makes a class of its own from it.)
 *
 * <p>A point is armed by a file, and disarmed by the one process that moves it away: so each arming ends one process, and what was hit can be counted.
 */
public class Crash {
    /** The system property that names the directory with both. */
    static final String DIRECTORY = "parallax.crash-points";

    static final String ARMED = "armed";
    static final String HIT = "hit";
    private static final int KILLED = 137;

    private final Path directory = Path.of(System.getProperty(DIRECTORY));

    /** This JVM is at the point. */
    public void at(String point) {
        if (isHit(directory, point)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    /** Whether the point was armed; it no longer is. */
    static boolean isHit(Path directory, String point) {
        Path armed = directory.resolve(ARMED).resolve(point);
        if (!Files.exists(armed)) {
            return false;
        }
        Path hit = directory
                .resolve(HIT)
                .resolve(point + "." + System.nanoTime() + "."
                        + ProcessHandle.current().pid());
        try {
            Files.move(armed, hit, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException anotherWasFaster) {
            return false;
        }
    }
}
