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
 * @param user of the login, empty for a server that asks for none
 * @param password of the login
 * @param oauth in place of a password, or null
 * @param timeout for connecting and writing
 * @param answerWithin for each answer; RFC 5321, 4.5.3.2.6 asks for ten minutes, since a mail whose fate is given up too
 *     early is sent twice
 */
@ConfigurationProperties("hub.smtp")
@Validated
public record SmtpSettings(
        @NotBlank String host,
        @Min(1) @Max(65535) int port,
        @NotNull Security security,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @Nullable @Valid OAuthLogin oauth,
        @DefaultValue("30s") @NotNull Duration timeout,
        @DefaultValue("10m") @NotNull Duration answerWithin) {

    @Override
    public String toString() {
        return "SMTP " + host + ":" + port;
    }
}
