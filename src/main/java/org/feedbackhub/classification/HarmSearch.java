package org.feedbackhub.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.feedbackhub.attachment.AttachedText;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.Submission;

/**
 * Looks for words that may tell of harm to a child or an adult at risk, in all that came (P11): by rule and by model, either of which
 * is enough.
 */
final class HarmSearch {

    private static final PlainText NOTHING = PlainText.of("");

    /** Characters of a message's files that the model reads, which takes it half a second; the rules read all of them. */
    private static final int READ_BY_MODEL = 6_000;

    private final Rules rules;
    private final Judges judges;
    private final AttachedText attachedText;

    HarmSearch(Rules rules, Judges judges, AttachedText attachedText) {
        this.rules = rules;
        this.judges = judges;
        this.attachedText = attachedText;
    }

    /** Why words that came in no message may tell of harm. */
    Optional<Reason> in(PlainText words) {
        return in(words, words, "");
    }

    /**
     * Why the model holds it likely of a message, whose rules are known already.
     *
     * @param own what the person wrote
     * @param all that came, with what it quotes
     * @param inOwn how likely the model holds it of the person's own words
     */
    Optional<Reason> in(PlainText own, PlainText all, double inOwn) {
        boolean quotes = all.text().length() > own.text().length();
        return suspected(isEnough(inOwn) || !quotes ? inOwn : judges.harm(all), "");
    }

    /** Why the files of a message may tell of harm, a reason for each that may; they serve for nothing else. */
    List<Reason> inFiles(Submission submission) {
        List<Reason> reasons = new ArrayList<>();
        int left = READ_BY_MODEL;
        for (AttachedText.Found file : attachedText.of(submission)) {
            PlainText words = PlainText.of(file.text());
            PlainText start = words.upTo(left);
            left -= start.text().length();
            in(words, start, "in attachment " + file.attachment() + ": ").ifPresent(reasons::add);
        }
        return reasons;
    }

    /**
     * Why words may tell of harm: a rule, else the model.
     *
     * @param start as much of them as the model reads
     * @param where they stand, in front of the reason
     */
    private Optional<Reason> in(PlainText words, PlainText start, String where) {
        Optional<Reason> fired = rules.firing(NOTHING, words).stream()
                .filter(one -> one.rule().flag() == Flag.SAFEGUARDING)
                .findFirst()
                .map(one -> Reason.rule(where + one.rule().because(one.words())));
        return fired.isPresent() || start.text().isBlank() ? fired : suspected(judges.harm(start), where);
    }

    private Optional<Reason> suspected(double likely, String where) {
        return isEnough(likely)
                ? Optional.of(Reason.model(where + "it may tell of a risk of harm: " + Classifier.percent(likely)))
                : Optional.empty();
    }

    private boolean isEnough(double likely) {
        return likely >= rules.thresholds().harm();
    }
}
