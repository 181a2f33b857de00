package org.feedbackhub.arrival;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Deadlines;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FeedbackRecorded;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives every arrival its outcome, in one transaction: the entry in the ledger, the feedback with its reference, and
 * whatever those write who are told of it (events, notifications). An arrival that was entered before changes nothing.
 */
public final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final TransactionTemplate transaction;
    private final ArrivalLedger ledger;
    private final FeedbackRecords records;
    private final References references;
    private final Councils councils;
    private final Deadlines deadlines;
    private final Screening screening;
    private final List<FeedbackRecorded> told;
    private final IntakeFigures figures;
    private final InstantSource clock;

    Intake(
            TransactionTemplate transaction,
            ArrivalLedger ledger,
            FeedbackRecords records,
            References references,
            Councils councils,
            Deadlines deadlines,
            Screening screening,
            List<FeedbackRecorded> told,
            IntakeFigures figures,
            InstantSource clock) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.records = records;
        this.references = references;
        this.councils = councils;
        this.deadlines = deadlines;
        this.screening = screening;
        this.told = told;
        this.figures = figures;
        this.clock = clock;
    }

    /**
     * Records the finding's outcome. When this returns, it is durable.
     *
     * @throws org.feedbackhub.feedback.TransientFault if the database cannot be reached just now
     * @throws org.feedbackhub.feedback.PermanentFault if it refuses what is to be recorded
     */
    public Recorded record(Finding finding) {
        return DatabaseFaults.translated(() -> transaction.execute(status -> recordWithin(finding)));
    }

    private Recorded recordWithin(Finding finding) {
        if (finding instanceof Finding.Understood understood) {
            return recordFeedback(understood);
        } else if (finding instanceof Finding.Automatic automatic) {
            return enter(finding, Outcome.AUTOMATIC, automatic.reason());
        } else if (finding instanceof Finding.Spam spam) {
            return enter(finding, Outcome.SPAM, spam.reason());
        } else if (finding instanceof Finding.Unreadable unreadable) {
            return enter(finding, Outcome.QUARANTINED, unreadable.reason());
        }
        throw new IllegalArgumentException("an arrival is recorded once it is classified, not before");
    }

    private Recorded recordFeedback(Finding.Understood understood) {
        Arrived arrived = understood.arrived();
        CouncilProfile council = councils.get(arrived.council());
        Reference reference = references.unused(council.referencePrefix(), records::exists);
        Optional<UUID> entry = ledger.enter(
                arrived, Outcome.RECORDED, understood.classification().kind().id(), reference);
        if (entry.isEmpty()) {
            return ledger.find(arrived.source()).orElseThrow();
        }
        Feedback feedback = new Feedback(
                reference,
                screening.of(understood.submission()),
                understood.classification(),
                arrived.receivedAt(),
                promise(council, understood),
                Feedback.FIRST_STAGE,
                arrived.raw().sha256());
        records.add(entry.get(), feedback);
        told.forEach(one -> one.recorded(feedback));
        afterCommit(() -> {
            figures.recorded(feedback);
            LOG.info(
                    "event=recorded reference={} channel={} kind={} area={} review={}",
                    reference,
                    feedback.submission().channel().id(),
                    feedback.classification().kind().id(),
                    feedback.classification().serviceArea() == null
                            ? "unknown"
                            : feedback.classification().serviceArea().id(),
                    feedback.classification().forReview());
        });
        return new Recorded(Outcome.RECORDED, reference, false);
    }

    private Promise promise(CouncilProfile council, Finding.Understood understood) {
        Instant receivedAt = understood.arrived().receivedAt();
        return understood.classification().forReview()
                ? deadlines.unsure(council, understood.classification().kind(), receivedAt)
                : deadlines.sure(council, understood.classification().kind(), receivedAt, clock.instant());
    }

    private Recorded enter(Finding finding, Outcome outcome, String reason) {
        Arrived arrived = finding.arrived();
        if (ledger.enter(arrived, outcome, reason, null).isEmpty()) {
            return ledger.find(arrived.source()).orElseThrow();
        }
        afterCommit(() -> {
            figures.entered(arrived, outcome);
            LOG.info("event={} source={} reason=\"{}\"", outcome.id(), arrived.source(), reason);
        });
        return new Recorded(outcome, null, false);
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
