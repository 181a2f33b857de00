package org.feedbackhub.notification;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.feedbackhub.casework.CaseChange;
import org.feedbackhub.casework.CaseChanged;
import org.feedbackhub.casework.CaseEvent;
import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.SendingTimes;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Kind;
import org.jspecify.annotations.Nullable;

/** What follows from what the case systems tell: new dates, the answer, and what no longer goes out. */
final class AfterCaseChange implements CaseChanged {

    private final NotificationBook book;
    private final NotificationLedger ledger;
    private final LetterRecall letters;
    private final NotificationDesk desk;
    private final Plans plans;
    private final Councils councils;
    private final SendingTimes times;
    private final InstantSource clock;

    AfterCaseChange(
            NotificationBook book,
            NotificationLedger ledger,
            LetterRecall letters,
            NotificationDesk desk,
            Plans plans,
            Councils councils,
            SendingTimes times,
            InstantSource clock) {
        this.book = book;
        this.ledger = ledger;
        this.letters = letters;
        this.desk = desk;
        this.plans = plans;
        this.councils = councils;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public void changed(CaseChange change) {
        Feedback feedback = change.feedback();
        if (change.event() instanceof CaseEvent.Extended) {
            extended(change);
        } else if (change.event() instanceof CaseEvent.ContactChanged) {
            readdress(feedback);
        }
        answered(change);
        desk.reconsider(feedback, change.now());
    }

    /**
     * A date is told when it is new, and while it still means something (P7); one that was told and put off is new again when it
     * holds again.
     */
    private void extended(CaseChange change) {
        LocalDate until = change.now().extendedTo();
        if (until == null
                || until.equals(change.before().extendedTo())
                || change.now().answer() != null) {
            return;
        }
        Feedback feedback = change.feedback();
        book.plan(List.of(plans.toContact(
                feedback,
                NotificationType.EXTENSION,
                MailFacts.extended(until) + change.event().at().toEpochMilli(),
                MailFacts.extension(until, change.now().extensionReason()),
                times.noticeBy(council(feedback), until, clock.instant()))));
    }

    /** By how the case stands and not by what was told last: the answer may have come before the stage that it belongs to. */
    private void answered(CaseChange change) {
        CaseFile.Answer answer = change.now().answer();
        boolean known = answer != null && answer.equals(change.before().answer());
        if (answer == null || known && !(change.event() instanceof CaseEvent.Reclassified)) {
            return;
        }
        String occasion = MailFacts.ANSWERED + "-" + answer.at().toEpochMilli();
        Feedback feedback = change.feedback();
        CouncilProfile council = council(feedback);
        Instant now = clock.instant();
        Kind kind = feedback.classification().kind();
        if (kind == Kind.COMPLAINT && change.now().stage() >= council.stages().count()) {
            book.plan(List.of(plans.toContact(
                    feedback, NotificationType.OMBUDSMAN_ADVICE, occasion, Map.of(), times.notice(council, now))));
        }
        times.survey(council, kind, answer.on(), now)
                .ifPresent(dueAt -> book.plan(
                        List.of(plans.toContact(feedback, NotificationType.SURVEY, occasion, Map.of(), dueAt))));
    }

    /** A letter that lies in no batch yet goes to where the person is now. */
    private void readdress(Feedback feedback) {
        letters.takeBack(feedback.reference());
        EmailAddress address = feedback.submission().contact().email();
        for (Notification one : ledger.waiting(feedback.reference())) {
            if (one.type().toContact()) {
                readdress(one, feedback, address);
            }
        }
    }

    private void readdress(Notification one, Feedback feedback, @Nullable EmailAddress address) {
        boolean other = !Objects.equals(one.recipient(), address);
        if (other && !ledger.readdress(one.id(), address)) {
            desk.repeats(one, feedback);
        } else if (one.state() == Notification.State.HELD) {
            // decided again by what is known now
            book.move(one.id(), clock.instant());
        }
    }

    private CouncilProfile council(Feedback feedback) {
        return councils.get(feedback.submission().council());
    }
}
