package org.feedbackhub.console;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Judgement;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.review.Shown;
import org.feedbackhub.review.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A feedback as the page of reviews shows it.
 *
 * @param shown by which it is told later whether it still stands like this
 * @param quoted all of the message, where it holds more than what the person wrote now; else empty
 * @param facts about it and its writer
 * @param proposal kind and area as the hub has them, in words
 * @param reasons grouped by what they come from
 * @param runnerUp the next likely kind with its probability, in words; empty where no model was asked
 * @param kinds to choose from, in the order of their keys
 * @param areas to choose from
 * @param flags to choose from
 * @param unsure whether it waits for a decision
 * @param harm whether it may tell of harm
 * @param keptBack why its original cannot be had, or empty
 */
public record ReviewPage(
        String reference,
        String council,
        String shown,
        String subject,
        String text,
        String quoted,
        List<Fact> facts,
        String proposal,
        List<ReasonGroup> reasons,
        String runnerUp,
        List<Choice> kinds,
        List<Choice> areas,
        List<Choice> flags,
        boolean unsure,
        boolean harm,
        String keptBack) {

    private static final int PERCENT = 100;

    /** Something known of it. */
    public record Fact(String name, String value) {}

    /** Reasons of one origin. */
    public record ReasonGroup(String name, List<String> reasons) {}

    /** Something to choose. @param key that chooses it, or empty @param chosen whether it is */
    public record Choice(String id, String name, String key, boolean chosen) {}

    /** @param form what was filled in before, which stays */
    static ReviewPage of(Feedback feedback, CouncilProfile council, ReviewForm form) {
        Submission submission = feedback.submission();
        Classification classification = feedback.classification();
        String area = classification.serviceArea() == null
                ? ""
                : classification.serviceArea().id();
        return new ReviewPage(
                feedback.reference().value(),
                council.name(),
                Shown.of(feedback),
                submission.subject(),
                submission.text(),
                submission.fullText().strip().equals(submission.text().strip()) ? "" : submission.fullText(),
                facts(feedback),
                words(classification.kind()) + ", "
                        + (classification.serviceArea() == null
                                ? "area not clear"
                                : classification.serviceArea().name()),
                reasons(classification),
                runnerUp(classification),
                kinds(Objects.requireNonNullElse(
                        form.kind(), classification.kind().id())),
                areas(council, Objects.requireNonNullElse(form.area(), area)),
                flags(form, classification.flags()),
                classification.forReview(),
                feedback.mayTellOfHarm(),
                KeptBack.because(submission.attachments()).map(KeptBack::title).orElse(""));
    }

    /** A kind as people read it. */
    static String words(Kind kind) {
        return words(kind.id());
    }

    static String words(String id) {
        String words = id.replace('-', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
    }

    private static List<Fact> facts(Feedback feedback) {
        Submission submission = feedback.submission();
        Contact contact = submission.contact();
        LocalDate respondBy = feedback.promise().respondBy();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Came by", words(submission.channel().id())));
        facts.add(new Fact("Received", UkTime.of(feedback.receivedAt())));
        facts.add(new Fact("Acknowledge by", UkTime.of(feedback.promise().acknowledgeBy())));
        facts.add(new Fact("Respond by", respondBy == null ? "no date is promised" : UkTime.of(respondBy)));
        add(facts, "Name", contact.name());
        add(facts, "Email", contact.email() == null ? null : contact.email().value());
        add(facts, "Phone", contact.phone());
        add(facts, "Address", contact.address());
        add(facts, "Postcode", contact.postcode());
        add(facts, "Preferred contact", contact.preferred());
        add(facts, "Passed on by", submission.takenBy());
        if (!contact.contactable()) {
            facts.add(new Fact("Contact", "nobody can be answered"));
        }
        if (feedback.contactRestricted()) {
            facts.add(new Fact("Contact", "restricted when it was received"));
        }
        return facts;
    }

    private static void add(List<Fact> facts, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            facts.add(new Fact(name, value));
        }
    }

    private static List<ReasonGroup> reasons(Classification classification) {
        return List.of(
                        group("Rules", "rule", classification.reasons()),
                        group("Nearest examples", "example", classification.reasons()),
                        group("Model", "model", classification.reasons()))
                .stream()
                .filter(one -> !one.reasons().isEmpty())
                .toList();
    }

    private static ReasonGroup group(String name, String by, List<Reason> reasons) {
        return new ReasonGroup(
                name,
                reasons.stream()
                        .filter(one -> one.by().equals(by))
                        .map(Reason::text)
                        .toList());
    }

    private static String runnerUp(Classification classification) {
        Judgement judgement = classification.judgement();
        if (judgement == null) {
            return "";
        }
        Optional<Judgement.Likely> next = judgement.kinds().stream()
                .filter(one -> !one.id().equals(classification.kind().id()))
                .findFirst();
        return next.map(one -> words(one.id()) + ", " + Math.round(one.probability() * PERCENT) + "%")
                .orElse("");
    }

    private static List<Choice> kinds(String chosen) {
        List<Choice> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            kinds.add(new Choice(
                    kind.id(),
                    words(kind),
                    Integer.toString(kinds.size() + 1),
                    kind.id().equals(chosen)));
        }
        return kinds;
    }

    private static List<Choice> areas(CouncilProfile council, String chosen) {
        return council.serviceAreas().stream()
                .map(area -> new Choice(area.id(), area.name(), "", area.id().equals(chosen)))
                .toList();
    }

    private static List<Choice> flags(ReviewForm form, Set<Flag> known) {
        return Arrays.stream(Flag.values())
                .filter(Verdict.CORRECTABLE::contains)
                .map(flag -> new Choice(
                        flag.id(),
                        words(flag.id()),
                        "",
                        form.kind() == null
                                ? known.contains(flag)
                                : form.flags() != null && form.flags().contains(flag.id())))
                .toList();
    }
}
