package org.feedbackhub.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Map;
import org.feedbackhub.feedback.CouncilId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * By which keys the councils' mails are signed (RFC 6376).
 *
 * @param dkim one for each council that signs; none where the mail server does so itself
 */
@ConfigurationProperties("hub")
@Validated
record DkimSettings(@DefaultValue @NotNull Map<CouncilId, @Valid Key> dkim) {

    /**
     * A council's key.
     *
     * @param domain as which it signs, the one of the sender's address or one above it
     * @param selector under which the public key stands in the domain name system
     * @param keyFile that holds the private key in PEM form, or null
     * @param key the private key in PEM form itself, a secret from the environment, or null
     */
    record Key(@NotBlank String domain, @NotBlank String selector, @Nullable Path keyFile, @Nullable String key) {

        @Override
        public String toString() {
            return selector + "._domainkey." + domain;
        }
    }
}
