package org.feedbackhub.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.Outcome;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.classification.Classifier;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.PromisedDates;
import org.feedbackhub.email.MailReader;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Sha256;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.letter.LetterReader;
import org.jspecify.annotations.Nullable;

/** Says as JSON what the hub would make of something, through the beans that the routes use. */
final class Understanding {

    /** Of so many mails a second copy is known; older ones are forgotten, so that any number can be read. */
    private static final int REMEMBERED = 100_000;

    private final MailReader mailReader;
    private final LetterReader letterReader;
    private final Classifier classifier;
    private final PromisedDates dates;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    Understanding(
            MailReader mailReader,
            LetterReader letterReader,
            Classifier classifier,
            PromisedDates dates,
            ObjectMapper json,
            InstantSource clock) {
        this.mailReader = mailReader;
        this.letterReader = letterReader;
        this.classifier = classifier;
        this.dates = dates;
        this.json = json;
        this.clock = clock;
    }

    /** @param trustedSender whether to take the sender as proven */
    ObjectNode mail(CouncilProfile council, byte[] bytes, boolean trustedSender) {
        Instant receivedAt = mailReader.receivedAt(bytes, clock.instant());
        Arrived arrived = new Arrived(
                "understand", council.id(), Channel.EMAIL, receivedAt, new RawItem(Sha256.of(bytes), bytes.length));
        Finding finding = classifier.classify(mailReader.read(arrived, bytes, trustedSender));
        ObjectNode line = described(council, finding);
        if (finding instanceof Finding.Understood understood) {
            related(understood, line);
        }
        return line;
    }

    /** Whether it repeats a mail of this run, or may belong to a feedback of which nothing is known here. */
    private void related(Finding.Understood understood, ObjectNode line) {
        String fingerprint = understood.submission().origin().fingerprint();
        List<Reference> quoted = understood.submission().quoted();
        if (fingerprint != null && !seen.add(fingerprint)) {
            line.put("outcome", Outcome.DUPLICATE.id())
                    .put("reason", "a copy of a message that came before in this run");
        } else if (!quoted.isEmpty() && !understood.classification().flags().contains(Flag.SAFEGUARDING)) {
            line.put("outcome", Outcome.FOLLOW_UP.id())
                    .put(
                            "reason",
                            understood.intent().id() + " about " + quoted
                                    + ", if it comes from that feedback's contact, which cannot be checked here");
        }
    }

    /** With how sure each page is. */
    ObjectNode letter(CouncilProfile council, Path file) {
        Arrived arrived = new Arrived("understand", council.id(), Channel.LETTER, clock.instant(), rawItem(file));
        LetterReader.ReadLetter letter = letterReader.read(arrived, file);
        Finding finding = classifier.classify(letter.finding());
        ObjectNode line = described(council, finding);
        if (finding instanceof Finding.Understood understood) {
            related(understood, line);
        }
        ArrayNode pages = line.putArray("pages");
        letter.pages().forEach(page -> pages.addObject().put("confidence", page.confidence()));
        return line;
    }

    private static RawItem rawItem(Path file) {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            return new RawItem(Sha256.written(digest.digest()), size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                ? dates.unsure(
                        council, classification.kind(), understood.arrived().receivedAt())
                : dates.sure(
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
