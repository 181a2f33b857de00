package org.feedbackhub.classification;

import java.util.List;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A rule of {@code config/classification/rules.yaml}.
 *
 * @param id by which reasons name it
 * @param kind it speaks for, or null
 * @param decides whether the kind is this, whatever else the message holds
 * @param flag it raises, or null
 * @param review whether a person decides wherever it fires
 * @param reason in words
 * @param any what it looks for, as regular expressions
 * @param namesByCase whether it tells names from words by their case
 * @param callsItSo whether the person says by it what kind it is
 */
record Rule(
        String id,
        @Nullable Kind kind,
        boolean decides,
        @Nullable Flag flag,
        boolean review,
        String reason,
        List<String> any,
        boolean namesByCase,
        boolean callsItSo) {

    /** Why it fires, for a person. @param words by which */
    String because(String words) {
        return id + ": " + reason + " ('" + words + "')";
    }

    /** Safeguarding is looked for in all that came, quoted parts too (P11). */
    boolean readsAll() {
        return flag == Flag.SAFEGUARDING;
    }
}
