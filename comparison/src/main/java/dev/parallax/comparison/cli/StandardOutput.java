package dev.parallax.comparison.cli;

import dev.parallax.shared.log.FileProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Standard output. Java's own stream would keep to itself that nothing can be written any more. */
final class StandardOutput extends OutputStream {
    private final OutputStream out;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /** Says that whoever reads the output, like {@code head}, has seen enough of it. */
    static final class ReaderGone extends IOException {
        private static final long serialVersionUID = 1L;

        private ReaderGone(IOException cause) {
            super("Nobody reads the output any more.", cause);
        }
    }

    /** Writes text of which it does not matter whether anybody reads it to its end. */
    void print(String text) throws IOException {
        try {
            write(text.getBytes(StandardCharsets.UTF_8));
            flush();
        } catch (ReaderGone enough) {
            // So it is.
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private static IOException explained(IOException e) {
        boolean brokenPipe = e.getMessage() != null
                && e.getMessage().toLowerCase(java.util.Locale.ROOT).contains("pipe");
        return brokenPipe
                ? new ReaderGone(e)
                : new IOException("Standard output cannot be written: " + FileProblem.reason(e) + ".", e);
    }
}
