package org.feedbackhub.notification;

import java.time.Instant;
import java.util.List;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FeedbackSettled;
import org.feedbackhub.feedback.Settlement;
import org.feedbackhub.notification.NotificationLedger.Standing;

/**
 * What follows when somebody has settled what a feedback is: what waited for that goes out, what was neutral is followed by what
 * the policy demands, those who must know are told, and what is not to be sent any more is not.
 */
final class AfterSettlement implements FeedbackSettled {

    private final NotificationBook book;
    private final NotificationLedger ledger;
    private final LetterRecall letters;
    private final NotificationDesk desk;
    private final AfterRecording afterRecording;
    private final SafeguardingAlerts alerts;
    private final Plans plans;
    private final CaseRecords cases;

    AfterSettlement(
            NotificationBook book,
            NotificationLedger ledger,
            LetterRecall letters,
            NotificationDesk desk,
            AfterRecording afterRecording,
            SafeguardingAlerts alerts,
            Plans plans,
            CaseRecords cases) {
        this.book = book;
        this.ledger = ledger;
        this.letters = letters;
        this.desk = desk;
        this.afterRecording = afterRecording;
        this.alerts = alerts;
        this.plans = plans;
        this.cases = cases;
    }

    @Override
    public void settled(Settlement settlement) {
        Feedback now = settlement.now();
        if (now.joinedTo() == null) {
            officers(settlement);
            acknowledge(now);
        }
        if (settlement.marksHarm() || now.joinedTo() != null) {
            letters.takeBack(now.reference());
        }
        desk.reconsider(now, cases.of(now.reference()));
        if (settlement.before().mayTellOfHarm() && !now.mayTellOfHarm()) {
            // such as a letter of which nobody knew whether it is safe
            ledger.waiting(now.reference()).stream()
                    .filter(one -> one.state() == Notification.State.HELD)
                    .forEach(one -> book.move(one.id(), settlement.at()));
        }
    }

    /** What is marked by a person is told each time, though the message itself may have been told of before. */
    private void officers(Settlement settlement) {
        Feedback now = settlement.now();
        book.plan(
                settlement.marksHarm()
                        ? alerts.of(now, "marked-" + settlement.at().getEpochSecond())
                        : afterRecording.toOfficers(now));
    }

    private void acknowledge(Feedback feedback) {
        Standing acknowledgement = ledger.newest(feedback.reference(), NotificationType.ACKNOWLEDGEMENT)
                .orElse(null);
        if (acknowledgement == null || feedback.classification().forReview()) {
            return;
        }
        Instant dueAt = afterRecording.acknowledgementDue(feedback);
        if (acknowledgement.state() == Notification.State.PLANNED) {
            ledger.waiting(feedback.reference()).stream()
                    .filter(one -> one.type() == NotificationType.ACKNOWLEDGEMENT && dueAt.isBefore(one.dueAt()))
                    .forEach(one -> book.move(one.id(), dueAt));
        } else if (acknowledgement.template().equals(Templates.NEUTRAL)
                && !SendingPolicy.template(NotificationType.ACKNOWLEDGEMENT_DETAILS, feedback)
                        .equals(Templates.NEUTRAL)) {
            book.plan(List.of(plans.toContact(feedback, NotificationType.ACKNOWLEDGEMENT_DETAILS, dueAt)));
        }
    }
}
