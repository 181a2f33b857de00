package org.feedbackhub.notification;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.camel.CamelExecutionException;
import org.feedbackhub.arrival.AfterCommit;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.notification.Notification.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans notices and decides their fate, as the {@link NotificationDesk} does for what concerns a feedback. */
final class NoticeDesk {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeDesk.class);

    /** Whoever sends one message that is too large may send ten. */
    private static final Duration ONE_TOO_LARGE_WITHIN = Duration.ofDays(1);

    private final NoticeLedger ledger;
    private final Templates templates;
    private final Councils councils;
    private final Scheduler scheduler;
    private final Turns turns;
    private final Postman postman;
    private final Duration giveUpAfter;
    private final InstantSource clock;

    NoticeDesk(
            NoticeLedger ledger,
            Templates templates,
            Councils councils,
            Scheduler scheduler,
            Turns turns,
            Postman postman,
            Duration giveUpAfter,
            InstantSource clock) {
        this.ledger = ledger;
        this.templates = templates;
        this.councils = councils;
        this.scheduler = scheduler;
        this.turns = turns;
        this.postman = postman;
        this.giveUpAfter = giveUpAfter;
        this.clock = clock;
    }

    /** Plans the same for each of several people. @param id of the occasion */
    void planForEach(
            String id, CouncilId council, String template, List<EmailAddress> recipients, Map<String, String> facts) {
        for (int i = 0; i < recipients.size(); i++) {
            plan(new Notice(of(id, i), council, template, recipients.get(i), null, facts));
        }
    }

    /** Whether that has been done for all of them. */
    boolean plannedForEach(String id, List<EmailAddress> recipients) {
        List<String> ids =
                IntStream.range(0, recipients.size()).mapToObj(i -> of(id, i)).toList();
        return ledger.known(ids) == ids.size();
    }

    private static String of(String id, int recipient) {
        return id + "." + recipient;
    }

    /** Plans it in the running transaction, to be sent once that has committed. */
    void plan(Notice notice) {
        if (!ledger.plan(notice)) {
            return;
        }
        scheduler.scheduleIfNotExists(
                new TaskInstance<>(NoticeConfiguration.SEND_NOTICE, notice.id()), clock.instant());
        AfterCommit.run(scheduler::triggerCheckForDueExecutions);
    }

    /** Which of these the council's people were told last, if any. */
    Optional<String> latest(CouncilId council, List<String> templates) {
        return ledger.latest(council, templates);
    }

    /** Sends one that is due. @throws TransientFault if the mail server did not take it and may do so later */
    void handle(String id) {
        Optional<Map.Entry<Notice, Instant>> open = ledger.open(id);
        if (open.isEmpty()) {
            return;
        }
        Notice notice = open.get().getKey();
        Optional<String> why = turns.take(notice.recipient(), () -> decided(notice));
        if (why.isPresent()) {
            settle(notice, State.SUPPRESSED, why.get());
        } else {
            send(notice, open.get().getValue());
        }
    }

    /** Why it is not sent; else it is marked as being sent. */
    private Optional<String> decided(Notice notice) {
        if (councils.ownAddress(notice.recipient())) {
            return Optional.of("the address is the council's own");
        }
        if (notice.template().equals(Notice.TOO_LARGE) && SendingPolicy.nobodyReads(notice.recipient())) {
            return Optional.of("nobody reads what is sent to that address");
        }
        if (notice.template().equals(Notice.TOO_LARGE) && ledger.sent(notice, ONE_TOO_LARGE_WITHIN) > 0) {
            return Optional.of("the person was told so within " + ONE_TOO_LARGE_WITHIN);
        }
        Optional<String> trial = postman.whyNot(notice.recipient());
        if (trial.isEmpty()) {
            ledger.decide(notice, State.SENDING, "due");
        }
        return trial;
    }

    private void send(Notice notice, Instant plannedAt) {
        CouncilProfile council = councils.get(notice.council());
        OutgoingMail mail = new OutgoingMail(
                council.sender(),
                council.sender().address(),
                notice.recipient(),
                templates.render(
                        council.id(), notice.template(), Templates.ENGLISH, NoticeValues.of(council, notice.facts())),
                "<notice." + notice.id() + "@" + council.sender().address().domain() + ">",
                notice.answers(),
                clock.instant());
        try {
            postman.send(council.id(), mail);
            settle(notice, State.SENT, "due");
        } catch (CamelExecutionException e) {
            Optional<String> permanent = MailRefusal.permanent(e);
            if (permanent.isPresent()) {
                settle(notice, State.FAILED, permanent.get());
            } else if (plannedAt.plus(giveUpAfter).isBefore(clock.instant())) {
                settle(notice, State.FAILED, "the mail server did not take it for " + giveUpAfter);
            } else {
                throw new TransientFault("the mail server did not take a notice", e);
            }
        }
    }

    private void settle(Notice notice, State state, String reason) {
        ledger.decide(notice, state, reason);
        LOG.info("event=notice-{} notice={} reason=\"{}\"", state.id(), notice.id(), reason);
    }
}
