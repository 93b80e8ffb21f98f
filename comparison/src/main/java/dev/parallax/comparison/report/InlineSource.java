package dev.parallax.comparison.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The content of a {@code script} or {@code style} element.
 *
 * @param text with the line ends that a browser makes of any others before it computes the hash
 */
public record InlineSource(String text) {
    public InlineSource {
        text = text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** As a content security policy names it. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Each Java platform has SHA-256.", e);
        }
    }
}
