package org.feedbackhub.feedback;

import java.util.List;

/**
 * What the trained model made of a submission, beside what was decided in the end.
 *
 * @param model version of the model that judged
 * @param kinds by their ids, the likeliest first
 * @param areas service areas of the council by their ids, the likeliest first; empty where the council has none to learn from
 */
public record Judgement(String model, List<Likely> kinds, List<Likely> areas) {

    public Judgement {
        kinds = List.copyOf(kinds);
        areas = List.copyOf(areas);
    }

    /** One possibility. @param probability from 0 to 1 */
    public record Likely(String id, double probability) {}
}
