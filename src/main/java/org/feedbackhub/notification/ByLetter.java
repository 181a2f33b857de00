package org.feedbackhub.notification;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.print.LetterPress;

/** Decides what becomes of a notification that mail cannot bring to the person: it goes on paper, waits for somebody, or does not go. */
final class ByLetter {

    private static final String HELD = "; held for a letter";

    private final Councils councils;
    private final BiFunction<CouncilId, Contact, Optional<String>> limits;
    private final Supplier<Optional<String>> trial;

    /**
     * @param limits why no further letter of a council goes to a person for now, if it does not
     * @param trial why a trial keeps back what goes on paper, if it does
     */
    ByLetter(
            Councils councils,
            BiFunction<CouncilId, Contact, Optional<String>> limits,
            Supplier<Optional<String>> trial) {
        this.limits = limits;
        this.councils = councils;
        this.trial = trial;
    }

    /** @param why mail does not bring it */
    Decision decide(Notification notification, Feedback feedback, String why) {
        if (!notification.type().alsoByLetter()) {
            return new Decision.Suppress(why);
        }
        Contact contact = feedback.submission().contact();
        if (contact.address() == null) {
            // who writes on paper nearly always says where an answer goes; that no program found it is no sign that
            // they did not
            return feedback.submission().channel() == Channel.LETTER
                    ? new Decision.Hold(why + "; no postal address could be read in the letter: say who wrote it")
                    : new Decision.Suppress(why);
        }
        CouncilProfile.Letters letters =
                councils.get(feedback.submission().council()).letters();
        if (letters == null) {
            return new Decision.Hold(why + HELD);
        }
        Optional<String> unaddressed = LetterPress.whyNot(letters, contact);
        if (unaddressed.isPresent()) {
            return new Decision.Hold(why + "; " + unaddressed.get() + HELD);
        }
        // whoever lives there may open it; who may have harmed somebody may live there
        if (feedback.mayTellOfHarm() && !notification.paperApproved()) {
            return new Decision.Hold(why + "; whether a letter is safe is for a person to say" + HELD);
        }
        Optional<String> full = limits.apply(feedback.submission().council(), contact);
        if (full.isPresent() && !notification.paperApproved()) {
            return new Decision.Hold(why + "; " + full.get() + HELD);
        }
        return trial.get()
                .<Decision>map(Decision.Suppress::new)
                .orElseGet(() -> new Decision.Send(
                        Medium.LETTER, SendingPolicy.template(notification, feedback), why + "; goes as a letter"));
    }
}
