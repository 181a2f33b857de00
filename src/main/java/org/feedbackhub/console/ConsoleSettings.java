package org.feedbackhub.console;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.feedbackhub.feedback.CouncilId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may use the console.
 *
 * @param users who sign in with a password
 * @param rolesClaim of an identity provider's token, a list of {@code role@council}, when OpenID Connect is configured
 * @param failuresBeforeLock wrong passwords for a name before it is locked
 * @param lockFor how long
 * @param unreadWords what stands in the place of the words of a message that was released though nobody could read it
 */
@ConfigurationProperties("hub.console")
@Validated
public record ConsoleSettings(
        @DefaultValue List<@Valid User> users,
        @DefaultValue("roles") @NotBlank String rolesClaim,
        @Min(1) int failuresBeforeLock,
        @NotNull Duration lockFor,
        @NotBlank String unreadWords) {

    /**
     * A person with a password.
     *
     * @param name with which they sign in
     * @param passwordHash with its method in front, such as <code>{bcrypt}$2a$…</code>
     * @param roles what they may do
     * @param councils for which
     */
    public record User(
            @NotBlank String name,
            @NotNull
                    @Pattern(
                            regexp = "\\{\\w+}.+",
                            message = "must be a hash with its method in front, as {bcrypt}$2a$…")
                    String passwordHash,
            @NotEmpty Set<Role> roles,
            @NotEmpty Set<CouncilId> councils) {

        @Override
        public String toString() {
            return "user " + name;
        }
    }
}
