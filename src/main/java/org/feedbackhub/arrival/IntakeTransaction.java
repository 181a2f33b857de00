package org.feedbackhub.arrival;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.PromisedDates;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FollowUp;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.jspecify.annotations.Nullable;

/** What is written for a group of findings, all of it or nothing. */
final class IntakeTransaction {

    private final ArrivalLedger ledger;
    private final FeedbackRecords records;
    private final FollowUps followUps;
    private final References references;
    private final Councils councils;
    private final PromisedDates dates;
    private final Screening screening;
    private final ContactRestrictions restrictions;
    private final Listeners listeners;
    private final IntakeFigures figures;
    private final InstantSource clock;

    IntakeTransaction(
            ArrivalLedger ledger,
            FeedbackRecords records,
            FollowUps followUps,
            References references,
            Councils councils,
            PromisedDates dates,
            Screening screening,
            ContactRestrictions restrictions,
            Listeners listeners,
            IntakeFigures figures,
            InstantSource clock) {
        this.ledger = ledger;
        this.records = records;
        this.followUps = followUps;
        this.references = references;
        this.councils = councils;
        this.dates = dates;
        this.screening = screening;
        this.restrictions = restrictions;
        this.listeners = listeners;
        this.figures = figures;
        this.clock = clock;
    }

    /** Records each and tells how it stands, in the same order. */
    List<Recorded> recordAll(List<Finding> findings) {
        Instant now = clock.instant();
        Known known = known(findings);
        List<Candidate> candidates = findings.stream()
                .map(finding -> candidate(finding, known, UUID.randomUUID(), now))
                .toList();
        Set<UUID> entered =
                ledger.enter(candidates.stream().map(Candidate::entry).toList());
        List<Recorded> recorded = new ArrayList<>();
        List<Candidate> fresh = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (entered.contains(candidate.entry().id())) {
                fresh.add(candidate);
                recorded.add(candidate.recorded());
            } else {
                recorded.add(knownOrDuplicate(candidate));
            }
        }
        follow(fresh);
        return recorded;
    }

    /**
     * A finding and what is to be written for it.
     *
     * @param feedback that begins with it, or null
     * @param followUp that it is, or null
     */
    record Candidate(Finding finding, LedgerEntry entry, @Nullable Feedback feedback, @Nullable FollowUp followUp) {
        Recorded recorded() {
            return new Recorded(
                    entry.outcome(), entry.reference(), false, feedback == null ? null : feedback.promise());
        }
    }

    /** What is to be written for the finding if it is looked at now, on this line of the ledger. */
    Candidate candidate(Finding finding, UUID id) {
        return candidate(finding, known(List.of(finding)), id, clock.instant());
    }

    /**
     * What must be known of the findings before candidates are made of them.
     *
     * @param named the feedback that they name
     * @param restricted those of their writers with whom contact is restricted (P13)
     */
    private record Known(Map<Reference, FollowUps.Named> named, Set<ContactRestrictions.Writer> restricted) {

        /** Somebody without an e-mail address cannot be restricted. */
        boolean restricts(Submission submission) {
            return Known.writer(submission).filter(restricted::contains).isPresent();
        }

        static Optional<ContactRestrictions.Writer> writer(Submission submission) {
            return Optional.ofNullable(submission.contact().email())
                    .map(address -> new ContactRestrictions.Writer(submission.council(), address));
        }
    }

    private Known known(List<Finding> findings) {
        Map<Reference, FollowUps.Named> named = followUps.named(findings);
        Set<ContactRestrictions.Writer> writers = Stream.concat(
                        findings.stream()
                                .filter(Finding.Understood.class::isInstance)
                                .map(finding -> ((Finding.Understood) finding).submission()),
                        named.values().stream()
                                .map(found -> found.joins().feedback().submission()))
                .flatMap(submission -> Known.writer(submission).stream())
                .collect(Collectors.toSet());
        return new Known(named, writers.isEmpty() ? Set.of() : restrictions.restricted(writers));
    }

    private Candidate candidate(Finding finding, Known known, UUID id, Instant now) {
        if (finding instanceof Finding.Understood arrived) {
            Finding.Understood understood = arrived.with(screening.of(arrived.submission()));
            String fingerprint = understood.submission().origin().fingerprint();
            return followUps
                    .of(understood, known.named(), id)
                    .map(followUp -> marked(followUp, known))
                    .map(followUp -> new Candidate(
                            finding,
                            entry(
                                    id,
                                    finding,
                                    now,
                                    Outcome.FOLLOW_UP,
                                    followUp.intent().id(),
                                    followUp.feedback().reference(),
                                    fingerprint),
                            null,
                            followUp))
                    .orElseGet(() -> {
                        Feedback feedback = feedback(understood, known, now);
                        String kind = understood.classification().kind().id();
                        return new Candidate(
                                finding,
                                entry(id, finding, now, Outcome.RECORDED, kind, feedback.reference(), fingerprint),
                                feedback,
                                null);
                    });
        }
        return new Candidate(finding, unheard(id, finding, now), null, null);
    }

    private static LedgerEntry unheard(UUID id, Finding finding, Instant now) {
        if (finding instanceof Finding.Automatic automatic) {
            return entry(id, finding, now, Outcome.AUTOMATIC, automatic.reason(), null, null);
        } else if (finding instanceof Finding.Spam spam) {
            return entry(id, finding, now, Outcome.SPAM, spam.reason(), null, null);
        } else if (finding instanceof Finding.Unreadable unreadable) {
            return entry(id, finding, now, Outcome.QUARANTINED, unreadable.reason(), null, null);
        } else if (finding instanceof Finding.TooLarge tooLarge) {
            return entry(id, finding, now, Outcome.QUARANTINED, tooLarge.reason(), null, null);
        }
        throw new IllegalArgumentException("an arrival is recorded once it is classified, not before");
    }

    private static LedgerEntry entry(
            UUID id,
            Finding finding,
            Instant now,
            Outcome outcome,
            String reason,
            @Nullable Reference reference,
            @Nullable String fingerprint) {
        return new LedgerEntry(id, finding.arrived(), now, outcome, reason, reference, fingerprint, null, null);
    }

    /** Who proves by their postcode to be the contact is the person of the contact's address. */
    private static FollowUp marked(FollowUp followUp, Known known) {
        return followUp.marked(known.restricts(followUp.submission())
                || known.restricts(followUp.feedback().submission()));
    }

    private Feedback feedback(Finding.Understood understood, Known known, Instant now) {
        CouncilProfile council = councils.get(understood.arrived().council());
        return new Feedback(
                references.drawn(council.referencePrefix()),
                understood.submission(),
                understood.classification(),
                understood.arrived().receivedAt(),
                promise(council, understood, now),
                Feedback.FIRST_STAGE,
                understood.arrived().raw().sha256(),
                known.restricts(understood.submission()));
    }

    private Promise promise(CouncilProfile council, Finding.Understood understood, Instant now) {
        Instant receivedAt = understood.arrived().receivedAt();
        return understood.classification().forReview()
                ? dates.unsure(council, understood.classification().kind(), receivedAt)
                : dates.sure(council, understood.classification().kind(), receivedAt, now);
    }

    /** Its source has been entered before, or it is a second copy of a message that came by another way. */
    private Recorded knownOrDuplicate(Candidate candidate) {
        LedgerEntry entry = candidate.entry();
        return ledger.find(entry.arrived().source()).orElseGet(() -> {
            ArrivalLedger.Original original = ledger.original(
                            entry.arrived().council(), String.valueOf(entry.fingerprint()))
                    .orElseThrow(
                            () -> new IllegalStateException("the ledger refused an arrival that it does not hold"));
            LedgerEntry duplicate = entry.duplicateOf(original);
            if (ledger.enter(List.of(duplicate)).isEmpty()) {
                return ledger.find(entry.arrived().source()).orElseThrow();
            }
            AfterCommit.run(() -> figures.entered(duplicate));
            return new Recorded(Outcome.DUPLICATE, original.reference(), false);
        });
    }

    private void follow(List<Candidate> fresh) {
        begin(fresh);
        AfterCommit.run(() -> fresh.forEach(candidate -> figures.entered(candidate.entry())));
    }

    /** Writes what begins with the candidates, whose lines are in the ledger, and tells all who are to be told. */
    void begin(List<Candidate> fresh) {
        List<ReportedMail> failed = failed(fresh);
        Map<Reference, FeedbackRecords.Answered> concerned = locked(fresh, failed);
        if (!failed.isEmpty()) {
            listeners.failed(failed);
        }
        List<FeedbackRecords.Arrival> begun = new ArrayList<>();
        for (Candidate candidate : fresh) {
            Feedback feedback = candidate.feedback();
            FollowUp followUp = candidate.followUp();
            if (feedback != null) {
                begun.add(new FeedbackRecords.Arrival(candidate.entry().id(), feedback));
            } else if (followUp != null) {
                FeedbackRecords.Answered joined =
                        Objects.requireNonNull(concerned.get(followUp.feedback().reference()));
                FollowUp settled =
                        followUps.settled(followUp, joined, candidate.entry().arrivedAt());
                records.add(settled);
                listeners.joined(settled);
            } else if (candidate.finding() instanceof Finding.TooLarge tooLarge) {
                listeners.tooLarge(tooLarge);
            }
        }
        records.add(begun);
        if (!begun.isEmpty()) {
            listeners.recorded(
                    begun.stream().map(FeedbackRecords.Arrival::feedback).toList());
        }
        AfterCommit.run(() -> begun.forEach(one -> figures.recorded(one.feedback())));
    }

    /** All feedback that is there already and that they concern, before any is touched: whoever takes several takes them in one order. */
    private Map<Reference, FeedbackRecords.Answered> locked(List<Candidate> fresh, List<ReportedMail> failed) {
        Set<Reference> concerned = Stream.concat(
                        fresh.stream()
                                .flatMap(candidate -> Stream.ofNullable(candidate.followUp()))
                                .map(followUp -> followUp.feedback().reference()),
                        failed.stream().map(ReportedMail::reference))
                .collect(Collectors.toSet());
        return concerned.isEmpty() ? Map.of() : records.findLocked(concerned);
    }

    /** The mails of ours of which they report that they have failed for good. */
    private List<ReportedMail> failed(List<Candidate> fresh) {
        List<ReportedMail> failed = new ArrayList<>();
        for (Candidate candidate : fresh) {
            if (candidate.finding() instanceof Finding.Automatic automatic
                    && automatic.report() != null
                    && automatic.report().failed()) {
                failed.addAll(failed(candidate.entry(), automatic.report()));
            }
        }
        return failed;
    }

    /** A failure of a mail that the hub does not know of may concern one that a person has sent from the same mailbox. */
    private List<ReportedMail> failed(LedgerEntry entry, DeliveryReport report) {
        List<ReportedMail> mails = listeners.about(entry.arrived().council(), report);
        if (mails.isEmpty()) {
            ledger.drawAttention(entry.id(), "a bounce of a mail that is not known here");
        }
        return mails;
    }
}
