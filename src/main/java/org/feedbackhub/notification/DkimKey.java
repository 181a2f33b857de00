package org.feedbackhub.notification;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.InvalidConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * A private key that a council's mails are signed by.
 *
 * @param domain as which it signs
 * @param selector of its public half
 * @param secret an RSA key
 */
record DkimKey(String domain, String selector, PrivateKey secret) {

    /** RFC 8301, 3.2: what signers should use at least. */
    private static final int SHORTEST_BITS = 2048;

    /** @throws InvalidConfiguration if it cannot sign for the council, with a sentence that says why */
    static DkimKey of(CouncilProfile council, DkimSettings.Key key) {
        String sender = council.sender().address().domain();
        if (!sender.equals(key.domain()) && !sender.endsWith("." + key.domain())) {
            throw wrong(council, "domain", "expected " + sender + " or a domain above it, found " + key.domain(), null);
        }
        return new DkimKey(key.domain(), key.selector(), secret(council, key));
    }

    private static PrivateKey secret(CouncilProfile council, DkimSettings.Key key) {
        Path file = key.keyFile();
        String given = key.key() == null || key.key().isBlank() ? null : key.key();
        if ((file == null) == (given == null)) {
            throw wrong(council, "key", "expected either key or key-file", null);
        }
        try {
            PrivateKey secret = read(file == null ? String.valueOf(given) : Files.readString(file));
            if (secret instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() >= SHORTEST_BITS) {
                return secret;
            }
            throw wrong(council, "key", "expected an RSA key of " + SHORTEST_BITS + " bits at least", null);
        } catch (IOException e) {
            throw wrong(council, "key", "expected a private key in PEM form (BEGIN PRIVATE KEY) that can be read", e);
        }
    }

    /** As openssl writes them of old and of late. A secret in one line may hold {@code \n} in place of line ends. */
    private static PrivateKey read(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem.replace("\\n", "\n")))) {
            Object found = parser.readObject();
            if (found instanceof PEMKeyPair pair) {
                return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
            }
            if (found instanceof PrivateKeyInfo info) {
                return new JcaPEMKeyConverter().getPrivateKey(info);
            }
            throw new IOException("no private key");
        }
    }

    private static InvalidConfiguration wrong(
            CouncilProfile council, String part, String expected, @Nullable Throwable cause) {
        return new InvalidConfiguration(
                Path.of("application.yaml"), "hub.dkim." + council.id() + "." + part, expected, cause);
    }

    @Override
    public String toString() {
        return selector + "._domainkey." + domain;
    }
}
