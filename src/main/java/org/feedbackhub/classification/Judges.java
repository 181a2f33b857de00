package org.feedbackhub.classification;

import java.util.List;
import java.util.Map;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Judgement;

/** The model that judges at present, and the examples by which it explains itself. */
final class Judges {

    private final ServiceAreas areas;
    private final SentenceReader sentences;
    private volatile ModelMaker.Made made;

    Judges(ServiceAreas areas, SentenceReader sentences, ModelMaker.Made made) {
        this.areas = areas;
        this.sentences = sentences;
        this.made = made;
    }

    /**
     * What a model makes of a text.
     *
     * @param flags how likely each flag is that the model knows, from 0 to 1
     * @param nearest the examples that are nearest
     */
    record Opinion(Judgement judgement, Map<Flag, Double> flags, List<NearestExamples.Near> nearest) {}

    Opinion judge(CouncilId council, Reading text) {
        ModelMaker.Made now = made;
        Model.Opinion opinion = now.model().judge(text, sentences, areas.covering(council));
        return new Opinion(opinion.judgement(), opinion.flags(), now.nearest().to(opinion.vector()));
    }

    /** How likely words tell of harm, from 0 to 1. */
    double harm(PlainText words) {
        return made.model().harm(words, sentences);
    }

    /** From now on this one judges. */
    void use(ModelMaker.Made other) {
        made = other;
    }
}
