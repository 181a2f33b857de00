package org.feedbackhub.notification;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.notification.Notification.State;
import org.feedbackhub.print.LetterPress;
import org.feedbackhub.print.UnprintableLetter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Has people look at what is planned, and decide otherwise. */
final class Interventions {

    private static final Logger LOG = LoggerFactory.getLogger(Interventions.class);

    private final NotificationLedger ledger;
    private final NotificationBook book;
    private final FeedbackRecords records;
    private final CaseRecords cases;
    private final SendingPolicy policy;
    private final SentBefore sentBefore;
    private final Composer composer;
    private final LetterPress press;
    private final Outcomes outcomes;
    private final Councils councils;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Interventions(
            NotificationLedger ledger,
            NotificationBook book,
            FeedbackRecords records,
            CaseRecords cases,
            SendingPolicy policy,
            SentBefore sentBefore,
            Composer composer,
            LetterPress press,
            Outcomes outcomes,
            Councils councils,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.ledger = ledger;
        this.book = book;
        this.records = records;
        this.cases = cases;
        this.policy = policy;
        this.sentBefore = sentBefore;
        this.composer = composer;
        this.press = press;
        this.outcomes = outcomes;
        this.councils = councils;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What it would say and what would become of it if it were due now; records nothing. @param chosen template, or empty */
    Draft draft(Notification notification, String chosen) {
        Feedback feedback = records.find(notification.reference()).orElseThrow();
        CouncilProfile council = councils.get(feedback.submission().council());
        CaseFile file = cases.of(notification.reference());
        String template = chosen.isEmpty() ? SendingPolicy.template(notification, feedback) : chosen;
        return new Draft(
                policy.decide(notification, feedback, file, sentBefore.of(List.of(notification))),
                council,
                feedback,
                composer.draft(notification, council, feedback, file, template));
    }

    /** Something to look at. */
    record Draft(Decision decision, CouncilProfile council, Feedback feedback, Templates.Rendered content) {}

    /** A draft on paper, as PDF; nothing if it cannot be laid out. */
    Optional<byte[]> sheet(Draft draft) {
        try {
            return Optional.of(
                    press.print(Letters.text(draft.council(), draft.feedback(), draft.content(), clock.instant()))
                            .sheet()
                            .pdf());
        } catch (UnprintableLetter e) {
            return Optional.empty();
        }
    }

    /** Has somebody's decision stand in place of the policy's. @param why for the ledger alone, as is who: it may hold anything */
    Intervention cancel(UUID id, String who, String why) {
        return intervene(id, notification -> {
            ledger.remark(id, who + ": " + why);
            Feedback feedback = records.find(notification.reference()).orElseThrow();
            return outcomes.record(
                            new Outcome(notification, feedback, State.SUPPRESSED, "cancelled by a member of staff"))
                    ? Intervention.DONE
                    : Intervention.SETTLED;
        });
    }

    /** Has it wait for another time, at which it is decided again; an acknowledgement never beyond its promised day. */
    Intervention move(UUID id, Instant dueAt, String who) {
        return intervene(id, notification -> {
            if (dueAt.isBefore(clock.instant())) {
                return Intervention.IN_THE_PAST;
            }
            Feedback feedback = records.find(notification.reference()).orElseThrow();
            if (notification.type() == NotificationType.ACKNOWLEDGEMENT && afterPromise(feedback, dueAt)) {
                return Intervention.AFTER_PROMISE;
            }
            return moved(notification, dueAt, "moved by " + who);
        });
    }

    /** Has it decided again, and sent if nothing is against it, at once and at whatever hour. */
    Intervention sendNow(UUID id, String who) {
        return intervene(id, notification -> {
            // held is what mail cannot bring: whoever sends it all the same says that it may go on paper, if mail still
            // cannot
            if (notification.state() == State.HELD) {
                ledger.approve(id);
            }
            return moved(notification, clock.instant(), "sent at once by " + who);
        });
    }

    private Intervention intervene(UUID id, Function<Notification, Intervention> what) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                // feedback first, as everywhere
                ledger.find(id).map(Notification::reference).ifPresent(records::lock);
                return ledger.findWaiting(id).map(what).orElse(Intervention.SETTLED);
            }));
        } catch (TransientFault e) {
            return Intervention.IN_WORK;
        }
    }

    private Intervention moved(Notification notification, Instant dueAt, String remark) {
        if (!book.move(notification.id(), dueAt)) {
            return Intervention.SETTLED;
        }
        ledger.remark(notification.id(), remark);
        LOG.info(
                "event=notification-moved reference={} notification={} due={}",
                notification.reference(),
                notification.type().id(),
                dueAt);
        return Intervention.DONE;
    }

    private boolean afterPromise(Feedback feedback, Instant dueAt) {
        CouncilProfile council = councils.get(feedback.submission().council());
        return dueAt.atZone(council.timeZone())
                .toLocalDate()
                .isAfter(feedback.promise().acknowledgeBy());
    }
}
