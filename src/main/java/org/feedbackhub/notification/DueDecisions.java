package org.feedbackhub.notification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.feedbackhub.arrival.DatabaseFaults;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.GroupCommit;
import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.notification.Notification.State;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides about notifications that are due, and writes down which are being sent from now on and which wait: those of jobs
 * that run at the same moment in one transaction, but no two of one person before the other is written down.
 */
final class DueDecisions {

    private final NotificationLedger ledger;
    private final FeedbackRecords records;
    private final CaseRecords cases;
    private final SentBefore sentBefore;
    private final SendingPolicy policy;
    private final SendingPause pause;
    private final Turns turns;
    private final GroupCommit<UUID, Optional<Due>> groups;

    /** @param groupAtMost how many of jobs that run at the same moment share a transaction */
    DueDecisions(
            NotificationLedger ledger,
            FeedbackRecords records,
            CaseRecords cases,
            SentBefore sentBefore,
            SendingPolicy policy,
            SendingPause pause,
            Turns turns,
            TransactionTemplate transaction,
            int groupAtMost) {
        this.ledger = ledger;
        this.records = records;
        this.cases = cases;
        this.sentBefore = sentBefore;
        this.policy = policy;
        this.pause = pause;
        this.turns = turns;
        this.groups = new GroupCommit<>(
                ids -> DatabaseFaults.translated(() -> transaction.execute(status -> decideAll(ids))), groupAtMost);
    }

    /** What is to be done with it; nothing if that is settled. */
    Optional<Due> decide(UUID id) {
        return groups.record(id);
    }

    private List<Optional<Due>> decideAll(List<UUID> ids) {
        ledger.doNotWaitForTheDisk();
        Collection<Notification> open = ledger.lockOpen(ids);
        turns.lock(open.stream()
                .map(Notification::recipient)
                .filter(Objects::nonNull)
                .toList());
        List<Reference> references =
                open.stream().map(Notification::reference).distinct().toList();
        Map<Reference, Feedback> feedback = records.findAll(references);
        Map<Reference, CaseFile> files = cases.of(references);
        Map<UUID, Due> decided = new HashMap<>();
        while (!open.isEmpty()) {
            List<Notification> later = new ArrayList<>();
            List<Notification> round = oneOfEachPerson(open, later);
            SendingHistory history = sentBefore.of(round);
            List<Due> due = round.stream()
                    .map(one -> decided(
                            one,
                            Objects.requireNonNull(feedback.get(one.reference())),
                            Objects.requireNonNull(files.get(one.reference())),
                            history))
                    .toList();
            writeDown(due);
            due.forEach(one -> decided.put(one.notification().id(), one));
            open = later;
        }
        return ids.stream().map(id -> Optional.ofNullable(decided.get(id))).toList();
    }

    private Due decided(Notification notification, Feedback feedback, CaseFile file, SendingHistory history) {
        Decision decision = policy.decide(notification, feedback, file, history);
        // paper waits for no hour and crowds no mail server
        Optional<Decision.Wait> wait = decision instanceof Decision.Send send && send.medium() == Medium.EMAIL
                ? pause.of(notification, feedback)
                : Optional.empty();
        return new Due(
                notification, feedback, file, wait.<Decision>map(one -> one).orElse(decision));
    }

    private void writeDown(List<Due> decided) {
        List<Outcome> beingSent = new ArrayList<>();
        for (Due due : decided) {
            Notification notification = due.notification();
            if (due.decision() instanceof Decision.Send send) {
                beingSent.add(new Outcome(notification, due.feedback(), State.SENDING, send));
            } else if (due.decision() instanceof Decision.Wait wait) {
                ledger.putOff(notification.id(), wait.until(), wait.reason());
            }
        }
        ledger.decide(beingSent);
    }

    /** @param later gets those to whom the round has another one */
    private static List<Notification> oneOfEachPerson(Collection<Notification> open, List<Notification> later) {
        Set<EmailAddress> people = new HashSet<>();
        List<Notification> round = new ArrayList<>();
        for (Notification one : open) {
            EmailAddress person = one.recipient();
            (person == null || people.add(person) ? round : later).add(one);
        }
        return round;
    }
}
