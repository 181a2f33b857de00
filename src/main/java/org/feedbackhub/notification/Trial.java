package org.feedbackhub.notification;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.EmailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps mails back while the hub is tried out with real mailboxes: all of them, or all but those to a few addresses. */
final class Trial {

    private static final Logger LOG = LoggerFactory.getLogger(Trial.class);
    private static final String ONLY_TO = "hub.notifications.only-to";
    private static final String NOTHING = "a trial in which nothing is sent (hub.notifications.dry-run)";
    private static final String CHOSEN_ONLY = "a trial in which only chosen addresses are written to (" + ONLY_TO + ")";

    private final boolean dryRun;
    private final Set<EmailAddress> addresses = new HashSet<>();
    private final Set<String> domains = new HashSet<>();

    /**
     * @param dryRun whether nothing is sent at all
     * @param onlyTo addresses, and domains with an {@code @} before them; empty for everybody
     * @throws InvalidConfiguration if one of them is neither
     */
    Trial(boolean dryRun, List<String> onlyTo) {
        this.dryRun = dryRun;
        for (String one : onlyTo) {
            String entry = one.strip().toLowerCase(Locale.ROOT);
            if (entry.startsWith("@") && entry.length() > 1) {
                domains.add(entry.substring(1));
            } else {
                addresses.add(EmailAddress.parse(entry)
                        .orElseThrow(() -> new InvalidConfiguration(
                                Path.of("application.yaml"),
                                ONLY_TO,
                                "expected addresses (name@domain) and domains (@domain), found '" + one + "'")));
            }
        }
    }

    /** Why nothing is sent to this address, in words for the ledger; nothing where it may be. */
    Optional<String> whyNot(EmailAddress recipient) {
        if (dryRun) {
            return Optional.of(NOTHING);
        }
        boolean open = addresses.isEmpty() && domains.isEmpty();
        return open || addresses.contains(recipient) || domains.contains(recipient.domain())
                ? Optional.empty()
                : Optional.of(CHOSEN_ONLY);
    }

    /** Why nothing is printed, likewise: those who may be written to are known by their addresses of mail alone. */
    Optional<String> whyNoLetters() {
        if (dryRun) {
            return Optional.of(NOTHING);
        }
        return addresses.isEmpty() && domains.isEmpty() ? Optional.empty() : Optional.of(CHOSEN_ONLY);
    }

    /** Says so in the log, since in a trial residents wait in vain. */
    void announce() {
        if (dryRun) {
            LOG.warn("event=trial-dry-run everything is decided and nothing is sent (hub.notifications.dry-run)");
        } else if (!addresses.isEmpty() || !domains.isEmpty()) {
            LOG.warn(
                    "event=trial-only-to addresses={} domains={} nobody else is written to ({})",
                    addresses.size(),
                    domains.size(),
                    ONLY_TO);
        }
    }
}
