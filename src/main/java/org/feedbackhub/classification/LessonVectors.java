package org.feedbackhub.classification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.feedbackhub.feedback.Sha256;

/** The sentence vectors of what residents wrote: in memory alone, and only of what was taught the last time. */
final class LessonVectors {

    private final SentenceReader sentences;
    private Map<String, float[]> known = Map.of();

    LessonVectors(SentenceReader sentences) {
        this.sentences = sentences;
    }

    /** The vectors of both sentence models for each text, in the same order; one text after the other, since people wait for theirs. */
    synchronized List<float[]> of(List<String> texts) {
        Map<String, float[]> wanted = new HashMap<>();
        for (String text : texts) {
            wanted.computeIfAbsent(
                    Sha256.of(text), hash -> known.containsKey(hash) ? known.get(hash) : sentences.both(text));
        }
        known = wanted;
        return texts.stream().map(text -> wanted.get(Sha256.of(text))).toList();
    }
}
