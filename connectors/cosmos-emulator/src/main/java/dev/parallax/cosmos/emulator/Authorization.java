package dev.parallax.cosmos.emulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks who asks, as "Access control in the Azure Cosmos DB SQL API" says: a request is signed with the account's key.
 * Beside signatures, one bearer token of Entra ID's kind may be allowed.
 */
final class Authorization {
    private static final String KEY_PREFIX = "type=master&ver=1.0&sig=";
    private static final String TOKEN_PREFIX = "type=aad&ver=1.0&sig=";

    private final SecretKeySpec key;
    private volatile String token;

    Authorization(String key) {
        this.key = new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256");
    }

    void acceptToken(String allowed) {
        token = allowed;
    }

    void check(Request request) throws Refusal {
        String header = Objects.requireNonNullElse(request.header("Authorization"), "");
        String plain = URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (token != null && plain.equals(TOKEN_PREFIX + token)) {
            return;
        }
        if (!plain.startsWith(KEY_PREFIX)) {
            throw Refusal.unauthorized();
        }
        byte[] given = plain.substring(KEY_PREFIX.length()).getBytes(StandardCharsets.UTF_8);
        String link = request.resourceLink();
        String rid = link.substring(link.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        // Clients that use the service's own ids sign the last of them, in lower case.
        for (String candidate : List.of(link, rid)) {
            byte[] right = Base64.getEncoder().encode(signature(request, candidate));
            if (MessageDigest.isEqual(given, right)) {
                return;
            }
        }
        throw Refusal.unauthorized();
    }

    private byte[] signature(Request request, String link) {
        String date = Objects.requireNonNullElse(request.header("x-ms-date"), "");
        String text = request.method().toLowerCase(Locale.ROOT) + "\n"
                + request.resourceType() + "\n"
                + link + "\n"
                + date.toLowerCase(Locale.ROOT) + "\n"
                + (date.isEmpty()
                        ? Objects.requireNonNullElse(request.header("Date"), "").toLowerCase(Locale.ROOT)
                        : "")
                + "\n";
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("Every Java has HmacSHA256", failure);
        }
    }
}
