package org.feedbackhub.classification;

import java.nio.file.Path;
import org.feedbackhub.council.Councils;

/** The classifier with the real rules. */
final class TestClassifier {

    private TestClassifier() {}

    static Classifier with(Councils councils) {
        Path folder = Path.of("config/classification");
        return new Classifier(
                Rules.read(folder.resolve("rules.yaml")),
                new ServiceAreas(councils),
                FollowUpRules.read(folder.resolve("follow-ups.yaml")),
                councils,
                true);
    }
}
