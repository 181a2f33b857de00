package org.feedbackhub.mailbox;

import java.util.HashMap;
import java.util.Map;
import org.feedbackhub.arrival.ArrivalLedger;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Mailbox;
import org.feedbackhub.mailaccess.MailLogin;
import org.feedbackhub.mailaccess.MailLogins;

/** What the consumers of all mailboxes share. */
final class MailboxParts {

    private final Map<String, Mailbox> mailboxes = new HashMap<>();
    private final Map<String, MailLogin> logins = new HashMap<>();
    private final ArrivalLedger ledger;
    private final MailboxFigures figures;
    private final MailboxStates states;
    private final MailboxSettings settings;

    MailboxParts(
            Councils councils,
            MailLogins logins,
            ArrivalLedger ledger,
            MailboxFigures figures,
            MailboxStates states,
            MailboxSettings settings) {
        this.ledger = ledger;
        this.figures = figures;
        this.states = states;
        this.settings = settings;
        for (CouncilProfile council : councils.all()) {
            for (Mailbox mailbox : council.mailboxes()) {
                mailboxes.put(mailbox.id(), mailbox);
                this.logins.put(
                        mailbox.id(), logins.of(mailbox.id(), mailbox.user(), mailbox.password(), mailbox.oauth()));
            }
        }
    }

    Mailbox mailbox(String id) {
        return known(mailboxes, id);
    }

    MailLogin login(String id) {
        return known(logins, id);
    }

    ArrivalLedger ledger() {
        return ledger;
    }

    MailboxFigures figures() {
        return figures;
    }

    MailboxStates states() {
        return states;
    }

    MailboxSettings settings() {
        return settings;
    }

    private static <T> T known(Map<String, T> all, String id) {
        T found = all.get(id);
        if (found == null) {
            throw new IllegalArgumentException("no council has a mailbox " + id);
        }
        return found;
    }
}
