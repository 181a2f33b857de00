package org.feedbackhub.notification;

import com.samskivert.mustache.MustacheException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;

/** Renders every template of every council once at the start, so that a missing value shows then and not at a send. */
final class TemplateRehearsal {

    private final Templates templates;
    private final Councils councils;

    TemplateRehearsal(Templates templates, Councils councils) {
        this.templates = templates;
        this.councils = councils;
    }

    /** @throws InvalidConfiguration naming council and kind of the first that cannot be rendered */
    void rehearse() {
        for (CouncilProfile council : councils.all()) {
            for (Kind kind : Kind.values()) {
                rehearse(council, sample(council, kind, false));
            }
            rehearse(council, sample(council, Kind.COMMENT, true));
            rehearse(
                    council,
                    Notification.OMBUDSMAN_ADVICE,
                    FeedbackValues.of(council, sample(council, Kind.COMPLAINT, false)));
            Notice.FACTS.forEach((template, facts) -> rehearse(council, template, NoticeValues.of(council, facts)));
        }
    }

    private void rehearse(CouncilProfile council, Feedback sample) {
        if (sample.classification().kind().referral()
                && !council.referralContacts()
                        .containsKey(sample.classification().kind())) {
            throw new InvalidConfiguration(
                    Path.of("councils", council.id() + ".yaml"),
                    "referralContacts",
                    "expected an entry '" + sample.classification().kind().id() + "' among them");
        }
        rehearse(
                council,
                SendingPolicy.template(Notification.ACKNOWLEDGEMENT, sample),
                FeedbackValues.of(council, sample));
    }

    private void rehearse(CouncilProfile council, String template, Map<String, Object> values) {
        try {
            templates.render(council.id(), template, values);
        } catch (MustacheException e) {
            throw new InvalidConfiguration(
                    Path.of("templates", council.id().value(), template + ".md"),
                    "",
                    "expected only values that are there: " + e.getMessage(),
                    e);
        }
    }

    private static Feedback sample(CouncilProfile council, Kind kind, boolean forReview) {
        Instant moment = Instant.EPOCH;
        Submission submission = Submission.ofText(council.id(), Channel.EMAIL, "");
        Classification classification = new Classification(
                kind, List.of(kind), council.serviceAreas().get(0).toServiceArea(), Set.of(), 1, List.of(), forReview);
        return new Feedback(
                Reference.of(council.referencePrefix(), new int[Reference.RANDOM_SIGNS]),
                submission,
                classification,
                moment,
                new Promise(
                        moment.atZone(council.timeZone()).toLocalDate(),
                        moment.atZone(council.timeZone()).toLocalDate()),
                Feedback.FIRST_STAGE,
                "");
    }
}
