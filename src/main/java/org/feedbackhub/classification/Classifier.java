package org.feedbackhub.classification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Details;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.Submission;

/** Decides what a submission is, by rules whose words it names; what it is not sure of goes to a person. */
public final class Classifier {

    /** Beside each rule's own weight: so that one weak rule alone does not make a certainty. */
    private static final double DOUBT = 2;

    /** Of what the person themselves call it: more than a weak rule, less than what they tell. */
    private static final double SAID = 2;

    /** In a matter of definition, where only the words may have been misread. */
    private static final double DECIDED = 0.9;

    /** What leads when a message holds several kinds that are alike in weight: the one with more at stake. */
    private static final List<Kind> BY_CONSEQUENCE =
            List.of(Kind.COMPLAINT, Kind.OTHER_CUSTOMER, Kind.SERVICE_REQUEST, Kind.COMMENT, Kind.COMPLIMENT);

    /** While classification is switched off. */
    private static final Classification UNCLASSIFIED = new Classification(
            Kind.COMMENT,
            List.of(Kind.COMMENT),
            null,
            Set.of(),
            0,
            List.of(Reason.rule("classification is switched off, so a person decides")),
            true);

    private final Rules rules;
    private final ServiceAreas areas;
    private final FollowUpRules followUps;
    private final Councils councils;
    private final boolean enabled;

    Classifier(Rules rules, ServiceAreas areas, FollowUpRules followUps, Councils councils, boolean enabled) {
        this.rules = rules;
        this.areas = areas;
        this.followUps = followUps;
        this.councils = councils;
        this.enabled = enabled;
    }

    /** Classifies what a person wrote; what a machine wrote, or nobody can read, passes unchanged. */
    public Finding classify(Finding finding) {
        return finding instanceof Finding.Written written ? understood(written) : finding;
    }

    private Finding.Understood understood(Finding.Written written) {
        Submission submission = written.submission();
        Intent intent = submission.quoted().isEmpty()
                ? Intent.MESSAGE
                : followUps.intent(PlainText.of(submission.subject() + ".\n" + submission.text())
                        .text());
        return new Finding.Understood(written.arrived(), submission, classify(submission), intent);
    }

    /**
     * Whether words that came in no message may tell of harm to a child or an adult at risk (P11). What classifies messages can be
     * switched off, since a person decides then; nobody reads these words first, so this cannot.
     */
    public boolean mayTellOfHarm(String words) {
        PlainText plain = PlainText.of(words);
        return rules.firing(plain, plain).stream()
                .anyMatch(fired -> fired.rule().flag() == Flag.SAFEGUARDING);
    }

    /** What the submission is. */
    public Classification classify(Submission submission) {
        if (!enabled) {
            return UNCLASSIFIED;
        }
        CouncilProfile council = councils.get(submission.council());
        Evidence evidence = new Evidence(submission, council);
        evidence.gather();
        return evidence.classification();
    }

    /** What the rules say about one submission. */
    private final class Evidence {
        private final Submission submission;
        private final CouncilProfile council;
        private final Map<Kind, Double> weights = new EnumMap<>(Kind.class);
        private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
        private final List<Reason> reasons = new ArrayList<>();
        private Optional<Kind> decided = Optional.empty();
        private boolean review;

        Evidence(Submission submission, CouncilProfile council) {
            this.submission = submission;
            this.council = council;
            flags.addAll(submission.flags());
        }

        void gather() {
            for (String doubt : submission.doubts()) {
                review = true;
                reasons.add(Reason.rule(doubt));
            }
            PlainText own = PlainText.of(submission.subject() + ".\n" + submission.text());
            PlainText all = PlainText.of(submission.subject() + ".\n" + submission.fullText());
            rules.firing(own, all).forEach(one -> fired(one.rule(), one.words()));
            said().ifPresent(kind -> {
                weights.merge(kind, SAID, Double::sum);
                reasons.add(Reason.rule("the person called it a " + kind.id()));
            });
        }

        /** The kind as the person sees it, which is one of the policy's three; referrals are the council's to tell. */
        private Optional<Kind> said() {
            String said = submission.details().get(Details.KIND);
            return said == null
                    ? Optional.empty()
                    : Stream.of(Kind.COMPLAINT, Kind.COMMENT, Kind.COMPLIMENT)
                            .filter(kind ->
                                    said.strip().toLowerCase(Locale.ROOT).startsWith(kind.id()))
                            .findFirst();
        }

        private void fired(Rule rule, String words) {
            reasons.add(Reason.rule(rule.id() + ": " + rule.reason() + " ('" + words + "')"));
            review |= rule.review();
            if (rule.flag() != null && (rule.flag() != Flag.POLICY_QUESTION || council.policyQuestionsAreComments())) {
                flags.add(rule.flag());
            }
            if (rule.kind() != null && rule.decides()) {
                decided = decided.or(() -> Optional.of(rule.kind()));
            } else if (rule.kind() != null) {
                weights.merge(rule.kind(), rule.weight(), Double::sum);
            }
        }

        Classification classification() {
            Optional<ServiceAreas.Found> area = areas.find(
                            submission.council(), PlainText.of(submission.subject()), PlainText.of(submission.text()))
                    .or(() -> areas.said(
                            submission.council(), submission.details().get(Details.SERVICE_AREA)));
            area.ifPresent(found -> reasons.add(found.reason()));
            List<Kind> kinds = kinds();
            double confidence = decided.isPresent() ? DECIDED : share(kinds.get(0));
            boolean unsure = confidence < rules.reviewBelow();
            return new Classification(
                    kinds.get(0),
                    kinds,
                    area.map(ServiceAreas.Found::area).orElse(null),
                    flags,
                    Math.round(confidence * 100) / 100.0,
                    reasons,
                    review || unsure);
        }

        private List<Kind> kinds() {
            List<Kind> kinds = new ArrayList<>();
            decided.ifPresent(kinds::add);
            Kind leading = weights.entrySet().stream()
                    .max(Map.Entry.<Kind, Double>comparingByValue()
                            .thenComparing(entry -> -BY_CONSEQUENCE.indexOf(entry.getKey())))
                    .map(Map.Entry::getKey)
                    .orElse(Kind.COMMENT);
            if (kinds.isEmpty()) {
                kinds.add(leading);
            }
            weights.keySet().stream()
                    .filter(kind -> !kinds.contains(kind) && share(kind) >= rules.alsoFrom())
                    .sorted(Comparator.comparing(BY_CONSEQUENCE::indexOf))
                    .forEach(kinds::add);
            if (decided.isEmpty()) {
                kinds.sort(Comparator.comparing(BY_CONSEQUENCE::indexOf));
            }
            return kinds;
        }

        /** The kind's part of all that was said for any kind; those listed with it do not speak against it. */
        private double share(Kind kind) {
            double sum =
                    weights.values().stream().mapToDouble(Double::doubleValue).sum();
            return weights.getOrDefault(kind, 0.0) / (sum + DOUBT);
        }
    }
}
