package org.feedbackhub.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.Outcome;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.classification.Classifier;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Deadlines;
import org.feedbackhub.email.MailReader;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Submission;
import org.jspecify.annotations.Nullable;

/** Says as JSON what the hub would make of something, through the beans that the routes use. */
final class Understanding {

    private final MailReader mailReader;
    private final Classifier classifier;
    private final Deadlines deadlines;
    private final ObjectMapper json;
    private final InstantSource clock;

    Understanding(
            MailReader mailReader, Classifier classifier, Deadlines deadlines, ObjectMapper json, InstantSource clock) {
        this.mailReader = mailReader;
        this.classifier = classifier;
        this.deadlines = deadlines;
        this.json = json;
        this.clock = clock;
    }

    /** @param trustedSender whether to take the sender as proven */
    ObjectNode mail(CouncilProfile council, byte[] bytes, boolean trustedSender) {
        Instant receivedAt = mailReader.receivedAt(bytes, clock.instant());
        Arrived arrived = arrived(council, Channel.EMAIL, receivedAt, bytes.length);
        return described(council, classifier.classify(mailReader.read(arrived, bytes, trustedSender)));
    }

    ObjectNode text(CouncilProfile council, String text) {
        Submission submission = Submission.ofText(council.id(), Channel.WEB_FORM, text.strip());
        Arrived arrived =
                arrived(council, Channel.WEB_FORM, clock.instant(), text.getBytes(StandardCharsets.UTF_8).length);
        return described(council, classifier.classify(new Finding.Written(arrived, submission)));
    }

    ObjectNode unreadable(String reason) {
        return json.createObjectNode().put("outcome", Outcome.QUARANTINED.id()).put("reason", reason);
    }

    private ObjectNode described(CouncilProfile council, Finding finding) {
        if (finding instanceof Finding.Understood understood) {
            return described(council, understood);
        } else if (finding instanceof Finding.Automatic automatic) {
            return described(finding, Outcome.AUTOMATIC, automatic.reason());
        } else if (finding instanceof Finding.Spam spam) {
            return described(finding, Outcome.SPAM, spam.reason());
        } else if (finding instanceof Finding.Unreadable unreadable) {
            return described(finding, Outcome.QUARANTINED, unreadable.reason());
        } else if (finding instanceof Finding.TooLarge tooLarge) {
            return described(finding, Outcome.QUARANTINED, tooLarge.reason());
        }
        throw new IllegalStateException("the classifier left a submission unclassified");
    }

    private ObjectNode described(Finding finding, Outcome outcome, String reason) {
        return json.createObjectNode()
                .put("outcome", outcome.id())
                .put("reason", reason)
                .put("council", finding.arrived().council().value())
                .put("channel", finding.arrived().channel().id())
                .put("receivedAt", finding.arrived().receivedAt().toString());
    }

    private ObjectNode described(CouncilProfile council, Finding.Understood understood) {
        Submission submission = understood.submission();
        Classification classification = understood.classification();
        Promise promise = classification.forReview()
                ? deadlines.unsure(
                        council, classification.kind(), understood.arrived().receivedAt())
                : deadlines.sure(
                        council, classification.kind(), understood.arrived().receivedAt(), clock.instant());
        ObjectNode line =
                described(understood, Outcome.RECORDED, classification.kind().id());
        line.put("channel", submission.channel().id());
        line.set("kind", tree(classification.kind()));
        line.set("kinds", tree(classification.kinds()));
        line.set("serviceArea", tree(classification.serviceArea()));
        line.set("flags", tree(classification.flags().stream().sorted().toList()));
        line.put("confidence", classification.confidence());
        line.set("reasons", tree(classification.reasons()));
        line.put("forReview", classification.forReview());
        line.put("acknowledgeBy", promise.acknowledgeBy().toString());
        line.put(
                "respondBy",
                promise.respondBy() == null ? null : promise.respondBy().toString());
        line.set("contact", tree(submission.contact()));
        line.put("contactable", submission.contact().contactable());
        line.put("takenBy", submission.takenBy());
        line.put("subject", submission.subject());
        line.put("text", submission.text());
        line.put("fullText", submission.fullText());
        line.put("language", submission.language());
        line.set("attachments", tree(submission.attachments()));
        return line;
    }

    private JsonNode tree(@Nullable Object value) {
        return json.valueToTree(value);
    }

    private static Arrived arrived(CouncilProfile council, Channel channel, Instant receivedAt, long size) {
        return new Arrived("understand", council.id(), channel, receivedAt, new RawItem("", size));
    }
}
