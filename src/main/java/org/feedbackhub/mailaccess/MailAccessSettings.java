package org.feedbackhub.mailaccess;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How logins by OAuth2 are looked after.
 *
 * @param key under which replaced refresh tokens are kept in the database; empty if no login has one
 * @param warnBefore how long before a client secret expires health says so
 */
@ConfigurationProperties("hub.mail-access")
@Validated
record MailAccessSettings(
        @DefaultValue("") @Pattern(regexp = "|.{32,}", message = "must have 32 signs or more") String key,
        @DefaultValue("28d") @NotNull Duration warnBefore) {

    @Override
    public String toString() {
        return "mail access";
    }
}
