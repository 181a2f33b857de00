package org.feedbackhub.classification;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A rule of {@code config/classification/rules.yaml}.
 *
 * @param id by which reasons name it
 * @param kind it speaks for, or null
 * @param weight with which it speaks
 * @param decides whether the kind is this, whatever else the message holds
 * @param flag it raises, or null
 * @param review whether a person decides wherever it fires
 * @param reason in words
 * @param words what it looks for
 * @param namesByCase whether it tells names from words by their case
 */
record Rule(
        String id,
        @Nullable Kind kind,
        double weight,
        boolean decides,
        @Nullable Flag flag,
        boolean review,
        String reason,
        Pattern words,
        boolean namesByCase) {

    private static final int SHOWN = 60;

    /** The words of the text by which the rule fires, shortened, or nothing. */
    Optional<String> firesOn(PlainText text) {
        Matcher matcher = words.matcher(namesByCase ? text.cased() : text.text());
        if (!matcher.find()) {
            return Optional.empty();
        }
        String found = matcher.group();
        return Optional.of(found.length() <= SHOWN ? found : found.substring(0, SHOWN) + "…");
    }
}
