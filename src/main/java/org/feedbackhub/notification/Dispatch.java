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
import org.feedbackhub.print.LetterPress;
import org.feedbackhub.print.LetterText;
import org.feedbackhub.print.PrintedLetter;
import org.feedbackhub.print.UnprintableLetter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Puts a notification into words, hands it to the mail server or lays it out as a letter, and tells what came of it. */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Composer composer;
    private final Councils councils;
    private final Postman postman;
    private final LetterPress press;
    private final ByLetter byLetter;
    private final SendingTimes times;
    private final Duration giveUpAfter;
    private final InstantSource clock;

    /** @param giveUpAfter since it was first tried */
    Dispatch(
            Composer composer,
            Councils councils,
            Postman postman,
            LetterPress press,
            ByLetter byLetter,
            SendingTimes times,
            Duration giveUpAfter,
            InstantSource clock) {
        this.composer = composer;
        this.councils = councils;
        this.postman = postman;
        this.press = press;
        this.byLetter = byLetter;
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
        return decision.medium() == Medium.LETTER ? written(due, decision) : mailed(due, decision);
    }

    private Outcome mailed(Due due, Decision.Send decision) {
        try {
            postman.sendAtOnce(mail(due, decision.template()));
            return new Outcome(due.notification(), due.feedback(), State.SENT, decision);
        } catch (PermanentFault e) {
            return new Outcome(due.notification(), due.feedback(), State.FAILED, "the mail cannot be composed");
        } catch (CamelExecutionException e) {
            return refused(due, e);
        }
    }

    private Outcome written(Due due, Decision.Send decision) {
        Notification notification = due.notification();
        Feedback feedback = due.feedback();
        CouncilProfile council = councils.get(feedback.submission().council());
        try {
            LetterText text = Letters.text(
                    council,
                    feedback,
                    composed(due, council, decision.template()).content(),
                    clock.instant());
            LetterPress.Printed printed = press.print(text);
            return new Outcome(
                    notification,
                    feedback,
                    State.SENT,
                    decision.reason(),
                    decision.template(),
                    Medium.LETTER,
                    new PrintedLetter(
                            notification.id(),
                            council.id(),
                            feedback.reference(),
                            notification.type().id(),
                            printed.sheet(),
                            printed.address(),
                            text.largePrint()));
        } catch (UnprintableLetter e) {
            LOG.warn("event=letter-not-laid-out reference={} cause=\"{}\"", notification.reference(), e.getMessage());
            return new Outcome(notification, feedback, State.HELD, e.getMessage() + "; held for a letter");
        } catch (PermanentFault e) {
            return new Outcome(notification, feedback, State.FAILED, "the letter cannot be composed");
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

    private Outcome refused(Due due, CamelExecutionException fault) {
        Notification notification = due.notification();
        Feedback feedback = due.feedback();
        Optional<String> permanent = MailRefusal.permanent(fault);
        if (permanent.isPresent()) {
            return failed(due, permanent.get());
        }
        Instant firstTried = notification.triedAt();
        if (firstTried != null && lastTry(notification, feedback, firstTried).isBefore(clock.instant())) {
            return failed(due, "the mail server did not take it for " + giveUpAfter);
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
    private Outcome failed(Due due, String why) {
        Notification notification = due.notification();
        Feedback feedback = due.feedback();
        Decision decision = byLetter.decide(notification, feedback, why);
        if (decision instanceof Decision.Send send) {
            return written(due, send);
        }
        State state = decision instanceof Decision.Hold ? State.HELD : State.FAILED;
        return new Outcome(notification, feedback, state, decision.reason());
    }

    private static Throwable rootOf(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
