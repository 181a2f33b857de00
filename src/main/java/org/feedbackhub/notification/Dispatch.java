package org.feedbackhub.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.SendingTimes;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.notification.Notification.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Puts a notification into words, hands it to the mail server, and tells what came of it. */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Composer composer;
    private final Councils councils;
    private final Postman postman;
    private final SendingTimes times;
    private final Duration giveUpAfter;
    private final InstantSource clock;

    /** @param giveUpAfter since it was first tried */
    Dispatch(
            Composer composer,
            Councils councils,
            Postman postman,
            SendingTimes times,
            Duration giveUpAfter,
            InstantSource clock) {
        this.composer = composer;
        this.councils = councils;
        this.postman = postman;
        this.times = times;
        this.giveUpAfter = giveUpAfter;
        this.clock = clock;
    }

    /**
     * Sends what is written down as being sent.
     *
     * @throws TransientFault if the mail server did not take it and may do so later
     */
    Outcome send(Due due, Decision.Send decision) {
        Notification notification = due.notification();
        Feedback feedback = due.feedback();
        try {
            postman.sendAtOnce(mail(due, decision.template()));
            return new Outcome(notification, feedback, State.SENT, decision.reason(), decision.template());
        } catch (PermanentFault e) {
            return new Outcome(notification, feedback, State.FAILED, "the mail cannot be composed");
        } catch (CamelExecutionException e) {
            return refused(notification, feedback, e);
        }
    }

    private OutgoingMail mail(Due due, String template) {
        Notification notification = due.notification();
        Feedback feedback = due.feedback();
        CouncilProfile council = councils.get(feedback.submission().council());
        Composer.Composed composed = composed(due, council, template);
        return new OutgoingMail(
                council.sender(),
                council.sender().returnPath(feedback.reference()),
                Objects.requireNonNull(notification.recipient()),
                composed.content(),
                notification.messageId(),
                answers(notification, feedback),
                clock.instant(),
                composed.optOut());
    }

    /** Whatever is wrong with its words stays so; only what lies in the database may come back. */
    private Composer.Composed composed(Due due, CouncilProfile council, String template) {
        try {
            return composer.compose(due.notification(), council, due.feedback(), due.file(), template);
        } catch (TransientFault | DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PermanentFault("the mail cannot be put into words", e);
        }
    }

    /** What a resident gets stands with their own mail in their mailbox; what an officer gets answers nothing. */
    private static @Nullable String answers(Notification notification, Feedback feedback) {
        return notification.type().toContact() ? feedback.submission().origin().messageId() : null;
    }

    private Outcome refused(Notification notification, Feedback feedback, CamelExecutionException fault) {
        Optional<String> permanent = MailRefusal.permanent(fault);
        if (permanent.isPresent()) {
            return failed(notification, feedback, permanent.get());
        }
        Instant firstTried = notification.triedAt();
        if (firstTried != null && lastTry(notification, feedback, firstTried).isBefore(clock.instant())) {
            return failed(notification, feedback, "the mail server did not take it for " + giveUpAfter);
        }
        LOG.warn(
                "event=notification-waits reference={} cause={}",
                notification.reference(),
                rootOf(fault).getClass().getSimpleName());
        throw new TransientFault("the mail server did not take it", fault);
    }

    /** Residents are tried again in the hours of sending only, of which a long weekend may have none: until the next are over. */
    private Instant lastTry(Notification notification, Feedback feedback, Instant firstTried) {
        Instant last = firstTried.plus(giveUpAfter);
        return notification.type().toContact()
                ? times.closing(councils.get(feedback.submission().council()), last)
                : last;
    }

    /** Who has a postal address can still be written to. */
    private static Outcome failed(Notification notification, Feedback feedback, String why) {
        boolean byLetter = notification.type().alsoByLetter()
                && feedback.submission().contact().address() != null;
        return byLetter
                ? new Outcome(notification, feedback, State.HELD, why + "; held for a letter")
                : new Outcome(notification, feedback, State.FAILED, why);
    }

    private static Throwable rootOf(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
