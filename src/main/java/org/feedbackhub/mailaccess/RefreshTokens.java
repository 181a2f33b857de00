package org.feedbackhub.mailaccess;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.feedbackhub.feedback.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.Encryptors;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the refresh tokens by which an authorization server replaces the configured ones, encrypted. A token that somebody
 * configures anew takes the place of all that came from the one before.
 */
final class RefreshTokens {

    private static final int SALT_BYTES = 8;
    private static final int LOCK_CLASS = 0x0FEEDBAA;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final String key;
    private final InstantSource clock;

    /** @param key with which they are encrypted */
    RefreshTokens(JdbcClient jdbc, TransactionTemplate transaction, String key, InstantSource clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.key = key;
        this.clock = clock;
    }

    /** Exchanges the newest token; only one instance does so at a time, since each token may be good for one exchange. */
    TokenEndpoint.Granted exchange(String login, String configured, Function<String, TokenEndpoint.Granted> endpoint) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(:lockClass, hashtext(:login))")
                    .param("lockClass", LOCK_CLASS)
                    .param("login", login)
                    .query(row -> {});
            TokenEndpoint.Granted granted =
                    endpoint.apply(kept(login, configured).orElse(configured));
            if (granted.refreshToken() != null) {
                keep(login, configured, granted.refreshToken());
            }
            return granted;
        }));
    }

    private Optional<String> kept(String login, String configured) {
        return jdbc.sql("select token from refresh_token where login = :login and configured = :configured")
                .param("login", login)
                .param("configured", Sha256.of(configured.getBytes(StandardCharsets.UTF_8)))
                .query(byte[].class)
                .optional()
                .map(this::decrypted);
    }

    private void keep(String login, String configured, String token) {
        jdbc.sql(
                        """
                        insert into refresh_token (login, configured, token, replaced_at)
                        values (:login, :configured, :token, :now)
                        on conflict (login) do update
                        set configured = :configured, token = :token, replaced_at = :now""")
                .param("login", login)
                .param("configured", Sha256.of(configured.getBytes(StandardCharsets.UTF_8)))
                .param("token", encrypted(token))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private byte[] encrypted(String token) {
        byte[] salt = KeyGenerators.secureRandom(SALT_BYTES).generateKey();
        byte[] secret = Encryptors.stronger(key, HexFormat.of().formatHex(salt))
                .encrypt(token.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(salt.length + secret.length)
                .put(salt)
                .put(secret)
                .array();
    }

    private String decrypted(byte[] kept) {
        String salt = HexFormat.of().formatHex(kept, 0, SALT_BYTES);
        byte[] secret = Arrays.copyOfRange(kept, SALT_BYTES, kept.length);
        return new String(Encryptors.stronger(key, salt).decrypt(secret), StandardCharsets.UTF_8);
    }
}
