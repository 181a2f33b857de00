package org.feedbackhub.webform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.feedbackhub.council.Form;
import org.jspecify.annotations.Nullable;

/**
 * Proves postings after Standard Webhooks 1.0. The specification's own library signs texts and asks the system's clock; postings
 * with files are bytes, and time is ours to set, so the signature is made here with the platform's HMAC.
 */
final class Signatures {

    private static final String SECRET_PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final String ALGORITHM = "HmacSHA256";

    private final Duration window;

    /** As many as the councils' files name. */
    private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();

    /** @param window how far a posting's time may be from ours, either way */
    Signatures(Duration window) {
        this.window = window;
    }

    /** What a signed posting says of itself. Each may be null. */
    record Headers(@Nullable String id, @Nullable String timestamp, @Nullable String signature) {}

    /** Whether these can prove anything at all, whatever the body is. */
    boolean isPlausible(Headers headers, Instant now) {
        return headers.id() != null
                && headers.signature() != null
                && headers.timestamp() != null
                && isNow(headers.timestamp(), now);
    }

    /** Whether one of the form's secrets has signed exactly this, and not too long ago. */
    boolean prove(Form form, Headers headers, byte[] body, Instant now) {
        if (headers.id() == null || headers.timestamp() == null || headers.signature() == null) {
            return false;
        }
        if (!isNow(headers.timestamp(), now)) {
            return false;
        }
        List<byte[]> given = List.of(headers.signature().strip().split("\\s+")).stream()
                .filter(one -> one.startsWith(VERSION))
                .map(one -> one.substring(VERSION.length()).getBytes(StandardCharsets.US_ASCII))
                .toList();
        boolean proven = false;
        for (String secret : form.secrets()) {
            byte[] own = sign(secret, headers.id(), headers.timestamp(), body);
            for (byte[] one : given) {
                proven |= MessageDigest.isEqual(own, one);
            }
        }
        return proven;
    }

    private boolean isNow(String timestamp, Instant now) {
        try {
            return Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                            .abs()
                            .compareTo(window)
                    <= 0;
        } catch (NumberFormatException | ArithmeticException | java.time.DateTimeException e) {
            return false;
        }
    }

    private static SecretKeySpec key(String secret) {
        return new SecretKeySpec(Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length())), ALGORITHM);
    }

    private byte[] sign(String secret, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(keys.computeIfAbsent(secret, Signatures::key));
            mac.update((id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encode(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }
}
