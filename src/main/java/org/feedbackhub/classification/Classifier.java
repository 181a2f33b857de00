package org.feedbackhub.classification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
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
import org.feedbackhub.feedback.Judgement.Likely;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.ServiceArea;
import org.feedbackhub.feedback.Submission;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a submission is: by rules, whose words it names, for what is a matter of definition or must never be missed, and for
 * everything else by a model that has learnt from examples. What it is not sure of goes to a person.
 */
public final class Classifier {

    /** While classification is switched off. */
    private static final Classification UNCLASSIFIED = new Classification(
            Kind.COMMENT,
            List.of(Kind.COMMENT),
            null,
            Set.of(),
            0,
            List.of(Reason.rule("classification is switched off, so a person decides")),
            true);

    /** Of an example, in a reason. */
    private static final int SHOWN = 160;

    /** By how much each word of an area makes it likelier than it is without. */
    private static final double AREA_WORD = 2;

    private final Rules rules;
    private final ServiceAreas areas;
    private final FollowUpRules followUps;
    private final Councils councils;
    private final Judges judges;
    private final HarmSearch harm;
    private final Thresholds thresholds;
    private final SecondOpinion secondOpinion;
    private final boolean enabled;

    Classifier(
            Rules rules,
            ServiceAreas areas,
            FollowUpRules followUps,
            Councils councils,
            Judges judges,
            HarmSearch harm,
            SecondOpinion secondOpinion,
            boolean enabled) {
        this.rules = rules;
        this.areas = areas;
        this.followUps = followUps;
        this.councils = councils;
        this.judges = judges;
        this.harm = harm;
        this.thresholds = rules.thresholds();
        this.secondOpinion = secondOpinion;
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
                : followUps.intent(PlainText.of(submission.ownWords()).text());
        return new Finding.Understood(written.arrived(), submission, classify(submission, secondOpinion), intent);
    }

    /**
     * Whether words that came in no message may tell of harm to a child or an adult at risk (P11). What classifies messages can be
     * switched off, since a person decides then; nobody reads these words first, so this cannot.
     */
    public boolean mayTellOfHarm(String words) {
        return harm.in(PlainText.of(words)).isPresent();
    }

    /** What the submission is, by the hub's own lights; nobody else is asked. */
    public Classification classify(Submission submission) {
        return classify(submission, SecondOpinion.NONE);
    }

    private Classification classify(Submission submission, SecondOpinion other) {
        return enabled ? new Case(submission, other).decided() : UNCLASSIFIED;
    }

    /** One submission and what is found out about it. */
    private final class Case {
        private final Submission submission;
        private final SecondOpinion other;
        private final CouncilProfile council;
        private final PlainText own;
        private final PlainText all;
        private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
        private final List<Reason> reasons = new ArrayList<>();
        private final Map<Kind, Double> probabilities = new EnumMap<>(Kind.class);
        private boolean review;

        Case(Submission submission, SecondOpinion other) {
            this.submission = submission;
            this.other = other;
            this.council = councils.get(submission.council());
            this.own = PlainText.of(submission.ownWords());
            this.all = PlainText.of(submission.allWords());
            flags.addAll(submission.flags());
        }

        Classification decided() {
            for (String doubt : submission.doubts()) {
                review = true;
                reasons.add(Reason.rule(doubt));
            }
            if (own.words() < thresholds.words()) {
                review = true;
                reasons.add(Reason.rule("it says too little to be sure of"));
            }
            List<Rules.Fired> fired = rules.firing(own, all);
            Set<String> ids = new HashSet<>();
            fired.forEach(one -> ids.add(one.rule().id()));
            Map<String, Double> spoken = areas.spokenOf(council.id(), own);
            Judges.Opinion opinion = judges.judge(council.id(), new Reading(own, ids, spoken));
            opinion.judgement()
                    .kinds()
                    .forEach(one -> probabilities.put(Kind.of(one.id()).orElseThrow(), one.probability()));
            said().ifPresent(kind -> {
                reasons.add(Reason.rule("the person called it a " + kind.id()));
                believe(kind);
            });
            fired.stream().map(Rules.Fired::rule).filter(Rule::callsItSo).forEach(rule -> believe(rule.kind()));
            fired.stream()
                    .map(Rules.Fired::rule)
                    .filter(Rule::decides)
                    .findFirst()
                    .ifPresent(rule -> insist(rule.kind()));
            List<Kind> kinds = kinds();
            double confidence = probabilities.get(kinds.get(0));
            boolean praise = kinds.equals(List.of(Kind.COMPLIMENT)) && confidence >= thresholds.definition();
            fired.stream()
                    .filter(one -> !praise || rules.canBeInPraise(one.rule().flag()))
                    .forEach(one -> told(one.rule(), one.words()));
            harm.in(own, all, opinion.flags().getOrDefault(Flag.SAFEGUARDING, 0.0))
                    .ifPresent(this::restrict);
            if (!flags.contains(Flag.SAFEGUARDING)) {
                harm.inFiles(submission).forEach(this::restrict);
            }
            opinion.flags().entrySet().stream()
                    .filter(one -> !praise || rules.canBeInPraise(one.getKey()))
                    .forEach(one -> suspect(one.getKey(), one.getValue()));
            reasons.add(Reason.model(described(opinion.judgement().kinds())));
            opinion.nearest()
                    .forEach(near ->
                            reasons.add(Reason.example(near.example().kind().id() + ": "
                                    + shortened(near.example().text()))));
            ServiceArea area = area(weighed(opinion.judgement().areas(), spoken));
            boolean unsure = review || confidence < thresholds.review() && !confirmed(kinds.get(0));
            return new Classification(
                    kinds.get(0),
                    kinds,
                    area,
                    flags,
                    Math.round(confidence * 100) / 100.0,
                    reasons,
                    unsure,
                    opinion.judgement());
        }

        /** Whether somebody else holds it for the same; what may tell of harm is sent to nobody (P11). */
        private boolean confirmed(Kind kind) {
            if (flags.contains(Flag.SAFEGUARDING)) {
                return false;
            }
            Optional<Kind> held = other.of(submission);
            held.ifPresent(one -> reasons.add(Reason.model("second opinion: " + one.id())));
            return held.equals(Optional.of(kind));
        }

        private void told(Rule rule, String words) {
            reasons.add(Reason.rule(rule.because(words)));
            review |= rule.review() || rule.flag() == Flag.SAFEGUARDING;
            if (rule.flag() != null && knows(rule.flag())) {
                flags.add(rule.flag());
            }
        }

        private boolean knows(Flag flag) {
            return flag != Flag.POLICY_QUESTION || council.policyQuestionsAreComments();
        }

        /** What no rule names may be plain from the whole all the same. */
        private void suspect(Flag flag, double likely) {
            if (flag != Flag.SAFEGUARDING
                    && rules.leaveToModel(flag)
                    && likely >= thresholds.flag()
                    && knows(flag)
                    && flags.add(flag)) {
                review |= rules.leaveToPerson(flag);
                reasons.add(Reason.model(flag.id() + " " + percent(likely)));
            }
        }

        /** What is suspected is a person's to see, whatever else it is. */
        private void restrict(Reason why) {
            flags.add(Flag.SAFEGUARDING);
            review = true;
            reasons.add(why);
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

        private void believe(Kind said) {
            probabilities.put(said, probabilities.getOrDefault(said, Model.LEAST_LIKELY) * thresholds.said());
            level();
        }

        private void insist(Kind kind) {
            double others = 1 - probabilities.getOrDefault(kind, 0.0);
            double least = thresholds.definition();
            if (1 - others < least) {
                probabilities.replaceAll((one, before) -> before * (1 - least) / Math.max(others, Double.MIN_NORMAL));
                probabilities.put(kind, least);
            }
        }

        private void level() {
            double sum = probabilities.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            probabilities.replaceAll((kind, before) -> before / sum);
        }

        private List<Kind> kinds() {
            List<Kind> kinds = new ArrayList<>();
            probabilities.entrySet().stream()
                    .sorted(Map.Entry.<Kind, Double>comparingByValue(Comparator.reverseOrder()))
                    .filter(one -> kinds.isEmpty() || one.getValue() >= thresholds.also())
                    .forEach(one -> kinds.add(one.getKey()));
            return kinds;
        }

        /** The words of an area count beside what the model has learnt: they are the council's own. */
        private List<Likely> weighed(List<Likely> likely, Map<String, Double> spoken) {
            double sum = likely.stream()
                    .mapToDouble(one -> one.probability() * (1 + AREA_WORD * spoken.getOrDefault(one.id(), 0.0)))
                    .sum();
            return likely.stream()
                    .map(one -> new Likely(
                            one.id(), one.probability() * (1 + AREA_WORD * spoken.getOrDefault(one.id(), 0.0)) / sum))
                    .sorted(Comparator.comparingDouble(Likely::probability).reversed())
                    .toList();
        }

        /** What the model is sure of, else what the person chose. */
        private @Nullable ServiceArea area(List<Likely> likely) {
            Optional<CouncilProfile.Area> said =
                    ServiceAreas.said(council, submission.details().get(Details.SERVICE_AREA));
            double sure = likely.isEmpty() ? 0 : likely.get(0).probability();
            if (said.isPresent() && sure < thresholds.areaAgainstChoice()) {
                reasons.add(Reason.rule("area " + said.get().id() + ": the person chose it"));
                return said.get().toServiceArea();
            }
            if (sure < thresholds.area()) {
                return null;
            }
            String id = likely.get(0).id();
            reasons.add(Reason.model("area " + described(likely)));
            return council.serviceAreas().stream()
                    .filter(area -> area.id().equals(id))
                    .findFirst()
                    .map(CouncilProfile.Area::toServiceArea)
                    .orElse(null);
        }
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private static String described(List<Likely> likely) {
        List<String> parts = new ArrayList<>();
        likely.forEach(one -> parts.add(one.id() + " " + percent(one.probability())));
        return String.join(", ", parts);
    }

    static String percent(double probability) {
        return Math.round(probability * 100) + " %";
    }
}
