package org.feedbackhub.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.feedbackhub.council.Mailbox.Security;
import org.feedbackhub.council.OAuthLogin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The server that takes mail for delivery.
 *
 * @param host name or address
 * @param port as it listens on
 * @param security how the connection is protected
 * @param unprotected whether mails may go over a network without TLS, which somebody has to say plainly
 * @param user of the login, empty for a server that asks for none
 * @param password of the login
 * @param oauth in place of a password, or null
 * @param timeout for connecting, for writing, and for a connection to become free
 * @param replyWithin for each answer up to the mail's content; where it does not come, the mail has not been taken
 * @param answerWithin for the answer to the content; RFC 5321, 4.5.3.2.6 asks for ten minutes, since a mail whose fate is
 *     given up too early is sent twice
 * @param connections that are open at once
 * @param idleAtMost after which a connection that nobody uses is closed; less than the server's own limit, which is five
 *     minutes by RFC 5321, 4.5.3.2.7
 * @param checkAfter how long a connection may have been idle and still be used without asking the server first
 * @param mailsPerConnection after which a connection is replaced, since servers limit them
 */
@ConfigurationProperties("hub.smtp")
@Validated
public record SmtpSettings(
        @NotBlank String host,
        @Min(1) @Max(65535) int port,
        @NotNull Security security,
        @DefaultValue("false") boolean unprotected,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @Nullable @Valid OAuthLogin oauth,
        @DefaultValue("30s") @NotNull Duration timeout,
        @DefaultValue("1m") @NotNull Duration replyWithin,
        @DefaultValue("10m") @NotNull Duration answerWithin,
        @DefaultValue("8") @Min(1) @Max(1000) int connections,
        @DefaultValue("1m") @NotNull Duration idleAtMost,
        @DefaultValue("5s") @NotNull Duration checkAfter,
        @DefaultValue("1000") @Min(1) int mailsPerConnection) {

    @Override
    public String toString() {
        return "SMTP " + host + ":" + port;
    }
}
