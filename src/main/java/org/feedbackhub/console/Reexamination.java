package org.feedbackhub.console;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.Quarantine;
import org.feedbackhub.arrival.Recorded;
import org.feedbackhub.arrival.SecondLook;
import org.feedbackhub.arrival.SecondLook.Occasion;
import org.feedbackhub.classification.Classifier;
import org.feedbackhub.email.MailPreview;
import org.feedbackhub.email.MailReader;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.letter.LetterReader;
import org.feedbackhub.webform.Postings;
import org.springframework.stereotype.Component;

/** Takes what waits through the steps of every message once more, because a person asks for it. */
@Component
class Reexamination {

    private final MailReader reader;
    private final Postings postings;
    private final LetterReader letters;
    private final Classifier classifier;
    private final SecondLook secondLook;
    private final ConsoleSettings settings;

    Reexamination(
            MailReader reader,
            Postings postings,
            LetterReader letters,
            Classifier classifier,
            SecondLook secondLook,
            ConsoleSettings settings) {
        this.reader = reader;
        this.postings = postings;
        this.letters = letters;
        this.classifier = classifier;
        this.secondLook = secondLook;
        this.settings = settings;
    }

    /** After a mistake was mended or a limit raised. */
    Recorded runAgain(QuarantineItems.Item item, String by) {
        return decide(item, Occasion.RUN_AGAIN, by, () -> read(item.arrival().arrived()));
    }

    /** As feedback: the mail gateway's mark counts no more, and what cannot be read becomes one for review. */
    Recorded release(QuarantineItems.Item item, String by) {
        return decide(item, Occasion.RELEASED, by, () -> {
            Arrived arrived = item.arrival().arrived();
            Finding finding = arrived.channel() == Channel.EMAIL ? reader.readReleased(arrived) : read(arrived);
            boolean unread = finding instanceof Finding.Unreadable || finding instanceof Finding.TooLarge;
            return unread ? unread(item) : finding;
        });
    }

    private Finding read(Arrived arrived) {
        return switch (arrived.channel()) {
            case EMAIL -> reader.read(arrived);
            case LETTER -> letters.reread(arrived);
            default -> postings.reread(arrived);
        };
    }

    /** As the routes do it: what depends on others is tried again later, what fails by itself waits with its reason. */
    private Recorded decide(QuarantineItems.Item item, Occasion occasion, String by, Supplier<Finding> reading) {
        UUID id = item.arrival().id();
        try {
            return secondLook.decide(id, classifier.classify(reading.get()), occasion, by);
        } catch (TransientFault e) {
            throw e;
        } catch (RuntimeException e) {
            return secondLook.decide(id, Quarantine.unreadable(item.arrival().arrived(), e), occasion, by);
        }
    }

    private Contact contactOf(Arrived arrived, MailPreview preview) {
        return switch (arrived.channel()) {
            case EMAIL -> preview.contact();
            case LETTER -> Contact.ANONYMOUS;
            default -> postings.contactOf(arrived);
        };
    }

    /** Whoever wrote it is answered; what they wrote is for a person to read in the original. */
    private Finding.Written unread(QuarantineItems.Item item) {
        Arrived arrived = item.arrival().arrived();
        MailPreview preview = item.preview();
        Submission submission = new Submission(
                arrived.council(),
                arrived.channel(),
                contactOf(arrived, preview),
                null,
                preview.subject(),
                settings.unreadWords(),
                settings.unreadWords(),
                null,
                List.of(),
                List.of(),
                List.of("the original could not be read: " + item.arrival().reason()),
                Set.of(),
                preview.origin(),
                Map.of());
        return new Finding.Written(arrived, submission);
    }
}
