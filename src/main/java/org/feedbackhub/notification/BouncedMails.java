package org.feedbackhub.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.feedbackhub.arrival.DeliveryReport;
import org.feedbackhub.arrival.DeliveryReports;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.ReportedMail;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FeedbackRecorded;
import org.feedbackhub.feedback.FollowUp;
import org.feedbackhub.feedback.FollowUpRecorded;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.notification.Notification.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the notification that a mail server reports about: by its Message-ID, else by the reference in the address that the
 * report came to, else by the recipient, if one was written to lately. One that failed for good is marked, and the address
 * with it, which is not written to again until somebody writes from it. What a resident must get goes as a letter where a postal
 * address is known, as does what the council's own mail server refuses.
 */
final class BouncedMails implements DeliveryReports, FeedbackRecorded, FollowUpRecorded {

    private static final Logger LOG = LoggerFactory.getLogger(BouncedMails.class);

    private static final String SENT =
            """
            select n.id, n.reference, n.recipient from notification n join feedback f on f.reference = n.reference
            where f.council = :council and n.recipient <> ''
              and (n.medium = 'email' and n.state in ('sending', 'sent') or n.tried_at is not null or n.bounced_at is not null)
            """;

    private final JdbcClient jdbc;
    private final NotificationLedger ledger;
    private final FeedbackRecords records;
    private final NotificationFacts facts;
    private final NotificationBook book;
    private final ByLetter byLetter;
    private final Duration lately;
    private final BounceShare share;
    private final InstantSource clock;

    /** @param lately for how long a report that names nothing but a recipient can be about a mail */
    BouncedMails(
            JdbcClient jdbc,
            NotificationLedger ledger,
            FeedbackRecords records,
            NotificationFacts facts,
            NotificationBook book,
            ByLetter byLetter,
            Duration lately,
            BounceShare share,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.records = records;
        this.facts = facts;
        this.book = book;
        this.byLetter = byLetter;
        this.lately = lately;
        this.share = share;
        this.clock = clock;
    }

    @Override
    public List<ReportedMail> about(CouncilId council, DeliveryReport report) {
        List<Sent> sent = byMessageId(council, report.messageIds());
        sent = sent.isEmpty() ? byReference(council, report.references()) : sent;
        sent = sent.isEmpty() ? byRecipient(council, report.recipients()) : sent;
        return sent.stream()
                .map(one -> new ReportedMail(one.id(), one.reference(), council, one.recipient(), report.status()))
                .toList();
    }

    @Override
    public void failed(List<ReportedMail> mails) {
        Map<Reference, Feedback> feedback = records.findAll(
                mails.stream().map(ReportedMail::reference).distinct().toList());
        // in the order in which the database sorts ids, as whoever locks several notifications does; Java sorts them
        // otherwise
        mails.stream()
                .sorted(Comparator.comparing(mail -> mail.notification().toString()))
                .forEach(mail -> mark(mail, Objects.requireNonNull(feedback.get(mail.reference()))));
        // so that people are told though no survey is due
        mails.stream().map(ReportedMail::council).distinct().forEach(share::tooHigh);
    }

    @Override
    public void recorded(List<Feedback> feedback) {
        heardFrom(feedback.stream().map(Feedback::submission).toList());
    }

    @Override
    public void joined(FollowUp followUp) {
        heardFrom(List.of(followUp.submission()));
    }

    /** Whoever writes from an address can be reached there again, or so it is worth a try; an officer's note is no sign. */
    private void heardFrom(List<Submission> submissions) {
        String[] addresses = submissions.stream()
                .filter(one -> one.takenBy() == null)
                .map(one -> one.contact().email())
                .filter(Objects::nonNull)
                .map(EmailAddress::value)
                .toArray(String[]::new);
        if (addresses.length == 0) {
            return;
        }
        jdbc.sql("delete from undeliverable where address = any(:addresses)")
                .param("addresses", addresses)
                .update();
    }

    private record Sent(UUID id, Reference reference, EmailAddress recipient) {}

    private void mark(ReportedMail mail, Feedback feedback) {
        String status = mail.status() == null ? "no status" : mail.status();
        cameBack(ledger.find(mail.notification()).orElseThrow(), feedback, status);
        jdbc.sql(
                        """
                        insert into undeliverable (council, address, since, cause)
                        values (:council, :address, :now, :cause) on conflict do nothing""")
                .param("council", mail.council().value())
                .param("address", mail.recipient().value())
                .param("now", Timestamp.from(clock.instant()))
                .param("cause", status)
                .update();
        LOG.info("event=bounced reference={} status={}", mail.reference(), status);
    }

    /** Nothing new if it was reported before: it is not out any more then, or it is on paper. */
    private void cameBack(Notification mail, Feedback feedback, String status) {
        String reason = "came back: " + status;
        boolean news = jdbc.sql(
                                """
                                update notification set bounce = :status, bounced_at = :now, state = 'bounced'
                                where id = :id and state in ('sending', 'sent') and medium = 'email'""")
                        .param("status", status)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", mail.id())
                        .update()
                == 1;
        if (news) {
            facts.decided(List.of(new Outcome(mail, feedback, State.BOUNCED, reason)));
            goOn(mail, feedback, byLetter.decide(mail, feedback, reason));
        }
    }

    /** The letter is written in a job of its own, by how everything stands then. */
    private void goOn(Notification mail, Feedback feedback, Decision decision) {
        if (decision instanceof Decision.Send send) {
            ledger.turnIntoLetter(mail.id(), send.reason());
            book.decideAgain(mail.id());
        } else if (decision instanceof Decision.Hold hold) {
            ledger.hold(mail.id(), hold.reason());
            facts.decided(List.of(new Outcome(mail, feedback, State.HELD, hold.reason())));
        }
    }

    private List<Sent> byMessageId(CouncilId council, List<String> messageIds) {
        return jdbc.sql(SENT + "and n.message_id = any(:messageIds)")
                .param("council", council.value())
                .param("messageIds", messageIds.toArray(String[]::new))
                .query(BouncedMails::sent)
                .list();
    }

    /** Of a feedback's own contact: the address that mails come back to stands in theirs, and officers are told otherwise. */
    private List<Sent> byReference(CouncilId council, List<Reference> references) {
        return jdbc.sql(
                        SENT
                                + """
                        and n.reference = any(:references) and n.notification = any(:toContact)
                        order by (n.medium = 'email' and n.state in ('sending', 'sent')) desc, n.decided_at desc limit 1""")
                .param("council", council.value())
                .param(
                        "toContact",
                        Arrays.stream(NotificationType.values())
                                .filter(NotificationType::toContact)
                                .map(NotificationType::id)
                                .toArray(String[]::new))
                .param("references", references.stream().map(Reference::value).toArray(String[]::new))
                .query(BouncedMails::sent)
                .list();
    }

    private List<Sent> byRecipient(CouncilId council, List<EmailAddress> recipients) {
        return jdbc.sql(
                        SENT
                                + """
                                and n.recipient = any(:recipients) and n.decided_at > :since
                                order by n.decided_at desc limit 1""")
                .param("council", council.value())
                .param(
                        "recipients",
                        recipients.stream().map(EmailAddress::value).toArray(String[]::new))
                .param("since", Timestamp.from(clock.instant().minus(lately)))
                .query(BouncedMails::sent)
                .list();
    }

    private static Sent sent(ResultSet row, int number) throws SQLException {
        return new Sent(
                row.getObject("id", UUID.class),
                new Reference(row.getString("reference")),
                new EmailAddress(row.getString("recipient")));
    }
}
