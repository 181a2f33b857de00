package org.feedbackhub.console;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.notification.NotificationEntry;
import org.feedbackhub.notification.NotificationOffice;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Which notifications a person may see, which are those about feedback that they may read, and which they may change: operators
 * those of their councils, but those about what may tell of harm only who looks after that (P11).
 */
@Component
class VisibleNotifications {

    private final NotificationOffice office;

    VisibleNotifications(NotificationOffice office) {
        this.office = office;
    }

    static NotificationOffice.Scope scope(Authentication person) {
        return new NotificationOffice.Scope(
                ReadableFeedback.councils(person), Permissions.councils(person, Role.SAFEGUARDING));
    }

    /** The same of one council alone; of all of the person's where none of theirs has this name. */
    static NotificationOffice.Scope scope(Authentication person, String council) {
        Set<CouncilId> one = councils(person).stream()
                .filter(own -> own.value().equals(council))
                .collect(Collectors.toUnmodifiableSet());
        NotificationOffice.Scope all = scope(person);
        return one.isEmpty()
                ? all
                : new NotificationOffice.Scope(
                        one.stream().filter(all.councils()::contains).toList(),
                        one.stream().filter(all.safeguarding()::contains).toList());
    }

    /** The councils of which the person may see any. */
    static Set<CouncilId> councils(Authentication person) {
        return Permissions.councils(person, Role.OPERATOR, Role.REVIEWER, Role.DATA_PROTECTION, Role.SAFEGUARDING);
    }

    /** Nothing for those who may not, as for what is not there. */
    Optional<NotificationEntry> find(UUID id, Authentication person) {
        return office.find(id, scope(person));
    }

    static boolean mayChange(NotificationEntry entry, Authentication person) {
        return Permissions.has(person, entry.council(), entry.safeguarding() ? Role.SAFEGUARDING : Role.OPERATOR);
    }
}
