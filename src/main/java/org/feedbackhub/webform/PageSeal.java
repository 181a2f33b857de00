package org.feedbackhub.webform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Seals what travels in a page's hidden fields or its address, so that it comes back as it was given, whichever instance gave it. */
public final class PageSeal {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param key the same for all instances, and known to nobody else */
    public PageSeal(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * The text and its seal, in signs that an address may hold.
     *
     * @param purpose for which it is given, without a line feed; it opens for no other
     */
    public String seal(String purpose, String text) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(mac(purpose, text));
    }

    /** The text, or nothing if the seal is not ours, not for this purpose, or broken. */
    public Optional<String> open(String purpose, String sealed) {
        int dot = sealed.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            String text = new String(decoder.decode(sealed.substring(0, dot)), StandardCharsets.UTF_8);
            byte[] given = decoder.decode(sealed.substring(dot + 1));
            return MessageDigest.isEqual(mac(purpose, text), given) ? Optional.of(text) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] mac(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((purpose + "\n" + text).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }
}
