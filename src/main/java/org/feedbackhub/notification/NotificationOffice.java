package org.feedbackhub.notification;

import com.samskivert.mustache.MustacheException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.council.CouncilProfile.Sender;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.print.PrintedLetters;

/**
 * Where people see what is, was or will not be sent, and have it moved, sent or cancelled. Whether they may is for the
 * caller to say; whether it can be done, and what comes of it, for the {@link Interventions}.
 */
public final class NotificationOffice {

    /** For how long what was sent, or decided not to be, is listed and counted; later it stands with its feedback alone. */
    public static final Duration SETTLED_SHOWN_FOR = Duration.ofDays(30);

    private final NotificationRegister register;
    private final NotificationLedger ledger;
    private final PrintedLetters letters;
    private final Interventions interventions;

    NotificationOffice(
            NotificationRegister register,
            NotificationLedger ledger,
            PrintedLetters letters,
            Interventions interventions) {
        this.letters = letters;
        this.register = register;
        this.ledger = ledger;
        this.interventions = interventions;
    }

    /**
     * What somebody may see.
     *
     * @param councils of which they may see all but what is about feedback that may tell of harm
     * @param safeguarding of which they may see what is about such feedback
     */
    public record Scope(Collection<CouncilId> councils, Collection<CouncilId> safeguarding) {}

    /**
     * A mail as it would be put together now.
     *
     * @param goes whether it would go out if it were due now
     * @param reason why, or why not
     * @param from name and address of its sender
     * @param letter whether it would go on paper
     */
    public record Preview(boolean goes, String reason, String from, TemplateRehearsal.Preview mail, boolean letter) {}

    /** The names of all types. */
    public List<String> types() {
        return Arrays.stream(NotificationType.values())
                .map(NotificationType::id)
                .toList();
    }

    /** Whether those in this state are listed and counted for {@link #SETTLED_SHOWN_FOR} only. @param state empty for all */
    public boolean listedLatelyOnly(String state) {
        return state.isEmpty() || NotificationRegister.passes(state);
    }

    /** One page of those in a state, the next or the newest first. @param state or type empty for all; @param page from 0 */
    public List<NotificationEntry> page(String state, String type, Scope scope, int page, int size) {
        return register.page(state, type, scope, size, (long) page * size);
    }

    /** How many are listed in each state; a state of which there are none is not among them. @param type or empty for all */
    public Map<String, Long> counts(String type, Scope scope) {
        return register.counts(type, scope);
    }

    /** How many are held, failed and bounced, likewise. */
    public Map<String, Long> forAttention(Scope scope) {
        return register.forAttention(scope);
    }

    /** Nothing for one that may not be seen, as for one that is not there. */
    public Optional<NotificationEntry> find(UUID id, Scope scope) {
        return register.find(id, scope);
    }

    /** All about one feedback, for whoever may read that. */
    public List<NotificationEntry> about(Reference reference) {
        return register.about(reference);
    }

    /** How the mail would go out now; nothing if it cannot be put together. The survey's links in it lead nowhere. */
    public Optional<Preview> preview(NotificationEntry entry) {
        try {
            Interventions.Draft draft =
                    interventions.draft(ledger.find(entry.id()).orElseThrow(), entry.template());
            Sender from = draft.council().sender();
            Templates.Rendered content = draft.content();
            return Optional.of(new Preview(
                    draft.decision() instanceof Decision.Send,
                    draft.decision().reason(),
                    from.name() + " <" + from.address() + ">",
                    new TemplateRehearsal.Preview(content.subject(), content.text(), content.html()),
                    byLetter(draft.decision())));
        } catch (PermanentFault | MustacheException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean byLetter(Decision decision) {
        return decision instanceof Decision.Send send && send.medium() == Medium.LETTER;
    }

    /** The letter that it has become, if it has. */
    public Optional<PrintedLetters.Written> letter(NotificationEntry entry) {
        return letters.find(entry.id());
    }

    /** The same as it is printed; of one that waits, and would go on paper now, as it would be. */
    public Optional<byte[]> pdf(NotificationEntry entry) {
        Optional<byte[]> written = letters.pdf(entry.id());
        if (written.isPresent() || !entry.waits()) {
            return written;
        }
        try {
            Interventions.Draft draft =
                    interventions.draft(ledger.find(entry.id()).orElseThrow(), entry.template());
            return byLetter(draft.decision()) ? interventions.sheet(draft) : Optional.empty();
        } catch (PermanentFault | MustacheException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Has it wait for another time, at which it is decided again. @param who by the name with which they signed in */
    public Intervention move(UUID id, Instant dueAt, String who) {
        return interventions.move(id, dueAt, who);
    }

    /** Has it decided again at once, and sent if nothing is against it. */
    public Intervention sendNow(UUID id, String who) {
        return interventions.sendNow(id, who);
    }

    /** Has it not sent. @param why in the person's own words */
    public Intervention cancel(UUID id, String who, String why) {
        return interventions.cancel(id, who, why);
    }
}
