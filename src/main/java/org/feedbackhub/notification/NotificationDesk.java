package org.feedbackhub.notification;

import com.samskivert.mustache.MustacheException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.CamelExecutionException;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.notification.Notification.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that decides a notification's fate: decides again when it is due, sends it, and records what came of it.
 * It is marked as being sent before the mail server sees it and as sent afterwards; one whose fate a crash left unknown
 * is sent again under the same Message-ID, for a resident may rather get it twice than never.
 */
final class NotificationDesk {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationDesk.class);

    private final NotificationLedger ledger;
    private final FeedbackRecords records;
    private final SendingPolicy policy;
    private final Templates templates;
    private final Councils councils;
    private final Turns turns;
    private final Postman postman;
    private final Duration giveUpAfter;
    private final MeterRegistry registry;
    private final InstantSource clock;

    NotificationDesk(
            NotificationLedger ledger,
            FeedbackRecords records,
            SendingPolicy policy,
            Templates templates,
            Councils councils,
            Turns turns,
            Postman postman,
            Duration giveUpAfter,
            MeterRegistry registry,
            InstantSource clock) {
        this.ledger = ledger;
        this.records = records;
        this.policy = policy;
        this.templates = templates;
        this.councils = councils;
        this.turns = turns;
        this.postman = postman;
        this.giveUpAfter = giveUpAfter;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Does what is to be done with a notification that is due.
     *
     * @throws TransientFault if the mail server did not take it and may do so later
     */
    void handle(UUID id) {
        Optional<Notification> found =
                ledger.find(id).filter(notification -> notification.state().open());
        if (found.isEmpty()) {
            return;
        }
        Notification notification = found.get();
        Feedback feedback = records.find(notification.reference()).orElseThrow();
        Decision decision = turns.take(notification.recipient(), () -> decided(notification, feedback));
        if (decision instanceof Decision.Send send) {
            try {
                send(notification, feedback, send);
            } catch (PermanentFault | MustacheException e) {
                settle(notification, feedback, State.FAILED, "the mail cannot be composed", "");
            }
        } else {
            settle(notification, feedback, State.SUPPRESSED, decision.reason(), "");
        }
    }

    private void send(Notification notification, Feedback feedback, Decision.Send decision) {
        CouncilProfile council = councils.get(feedback.submission().council());
        Templates.Rendered content =
                templates.render(council.id(), decision.template(), FeedbackValues.of(council, feedback));
        OutgoingMail mail = new OutgoingMail(
                council.sender(),
                council.sender().returnPath(feedback.reference()),
                Objects.requireNonNull(notification.recipient()),
                content,
                notification.messageId(),
                feedback.submission().origin().messageId(),
                clock.instant());
        try {
            postman.send(council.id(), mail);
            settle(notification, feedback, State.SENT, decision.reason(), decision.template());
        } catch (CamelExecutionException e) {
            refused(notification, feedback, e);
        }
    }

    private Decision decided(Notification notification, Feedback feedback) {
        Decision decision = policy.decide(notification, feedback);
        if (decision instanceof Decision.Send send) {
            ledger.decide(notification, State.SENDING, send.reason(), send.template());
        }
        return decision;
    }

    private void refused(Notification notification, Feedback feedback, CamelExecutionException fault) {
        Optional<String> permanent = MailRefusal.permanent(fault);
        if (permanent.isPresent()) {
            settle(notification, feedback, State.FAILED, permanent.get(), "");
        } else if (notification.dueAt().plus(giveUpAfter).isBefore(clock.instant())) {
            settle(notification, feedback, State.FAILED, "the mail server did not take it for " + giveUpAfter, "");
        } else {
            LOG.warn(
                    "event=notification-waits reference={} cause={}",
                    notification.reference(),
                    rootOf(fault).getClass().getSimpleName());
            throw new TransientFault("the mail server did not take it", fault);
        }
    }

    private static Throwable rootOf(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private void settle(Notification notification, Feedback feedback, State state, String reason, String template) {
        ledger.decide(notification, state, reason, template);
        String council = feedback.submission().council().value();
        registry.counter(
                        "hub.notifications",
                        "council",
                        council,
                        "notification",
                        notification.name(),
                        "state",
                        state.id())
                .increment();
        LOG.info(
                "event=notification-{} reference={} notification={} reason=\"{}\"",
                state.id(),
                notification.reference(),
                notification.name(),
                reason);
    }
}
