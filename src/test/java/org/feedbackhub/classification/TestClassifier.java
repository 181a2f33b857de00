package org.feedbackhub.classification;

import java.nio.file.Path;
import org.feedbackhub.attachment.AttachedText;
import org.feedbackhub.attachment.TestFiles;
import org.feedbackhub.council.Councils;

/** The classifier with the real rules, and the model of the real examples. */
final class TestClassifier {

    private static final Path FOLDER = Path.of("config/classification");

    /** Where all tests keep what was learnt. */
    private static final Path LEARNT = Path.of("target/classification");

    private TestClassifier() {}

    static Classifier with(Councils councils) {
        return with(councils, TestFiles.attachedText(TestFiles.memoryStore()));
    }

    /** @param attachedText that finds the files of what is classified */
    static Classifier with(Councils councils, AttachedText attachedText) {
        return with(councils, attachedText, SecondOpinion.NONE);
    }

    static Classifier with(Councils councils, AttachedText attachedText, SecondOpinion secondOpinion) {
        Rules rules = Rules.read(FOLDER.resolve("rules.yaml"));
        ServiceAreas areas = new ServiceAreas(councils);
        Judges judges = Learnt.judges(rules, areas, councils);
        return new Classifier(
                rules,
                areas,
                FollowUpRules.read(FOLDER.resolve("follow-ups.yaml")),
                councils,
                judges,
                new HarmSearch(rules, judges, attachedText),
                secondOpinion,
                true);
    }

    /** Made once for all tests of a run. */
    private static final class Learnt {
        private static final SentenceReader SENTENCES = new SentenceReader(2);

        static synchronized Judges judges(Rules rules, ServiceAreas areas, Councils councils) {
            return new Judges(
                    areas,
                    SENTENCES,
                    new ModelMaker(rules, areas, SENTENCES, new LearntFiles(LEARNT))
                            .of(new ExampleFiles(FOLDER.resolve("examples"), councils).read()));
        }
    }
}
