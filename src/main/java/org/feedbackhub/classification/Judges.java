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
    private final ModelMaker.Made configured;
    private volatile ModelMaker.Made made;

    /** @param configured of the configured examples alone, which judges at first */
    Judges(ServiceAreas areas, SentenceReader sentences, ModelMaker.Made configured) {
        this.areas = areas;
        this.sentences = sentences;
        this.configured = configured;
        this.made = configured;
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

    /** The version that judges. */
    String version() {
        return made.model().version();
    }

    /** The version of the configured examples alone. */
    String configured() {
        return configured.model().version();
    }

    /** From now on this one judges; it is explained by the configured examples, as the one before. */
    void use(Model other) {
        made = new ModelMaker.Made(other, configured.nearest());
    }

    /** From now on that of the configured examples alone judges. */
    void useConfigured() {
        made = configured;
    }
}
