package org.feedbackhub.console;

import java.util.List;
import java.util.Set;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.Recorded;
import org.feedbackhub.arrival.SecondLook;
import org.feedbackhub.arrival.SecondLook.Occasion;
import org.feedbackhub.classification.Classifier;
import org.feedbackhub.email.MailPreview;
import org.feedbackhub.email.MailReader;
import org.feedbackhub.feedback.Submission;
import org.springframework.stereotype.Component;

/** Takes what waits through the steps of every message once more, because a person asks for it. */
@Component
class Reexamination {

    private final MailReader reader;
    private final Classifier classifier;
    private final SecondLook secondLook;
    private final ConsoleSettings settings;

    Reexamination(MailReader reader, Classifier classifier, SecondLook secondLook, ConsoleSettings settings) {
        this.reader = reader;
        this.classifier = classifier;
        this.secondLook = secondLook;
        this.settings = settings;
    }

    /** After a mistake was mended or a limit raised. */
    Recorded runAgain(QuarantineItems.Item item, String by) {
        Arrived arrived = item.arrival().arrived();
        return decide(item, reader.read(arrived), Occasion.RUN_AGAIN, by);
    }

    /** As feedback: the mail gateway's mark counts no more, and what cannot be read becomes one for review. */
    Recorded release(QuarantineItems.Item item, String by) {
        Finding finding = reader.readReleased(item.arrival().arrived());
        boolean unread = finding instanceof Finding.Unreadable || finding instanceof Finding.TooLarge;
        return decide(item, unread ? unread(item) : finding, Occasion.RELEASED, by);
    }

    private Recorded decide(QuarantineItems.Item item, Finding finding, Occasion occasion, String by) {
        return secondLook.decide(item.arrival().id(), classifier.classify(finding), occasion, by);
    }

    /** Whoever wrote it is answered; what they wrote is for a person to read in the original. */
    private Finding.Written unread(QuarantineItems.Item item) {
        Arrived arrived = item.arrival().arrived();
        MailPreview preview = item.preview();
        Submission submission = new Submission(
                arrived.council(),
                arrived.channel(),
                preview.contact(),
                null,
                preview.subject(),
                settings.unreadWords(),
                settings.unreadWords(),
                null,
                List.of(),
                List.of(),
                List.of("the original could not be read: " + item.arrival().reason()),
                Set.of(),
                preview.origin());
        return new Finding.Written(arrived, submission);
    }
}
