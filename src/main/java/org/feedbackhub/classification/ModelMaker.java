package org.feedbackhub.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.feedbackhub.feedback.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes models of examples, and keeps the one of the configuration in a file until the configuration is another. */
final class ModelMaker {

    private static final Logger LOG = LoggerFactory.getLogger(ModelMaker.class);

    /** Raised with each change of the code that makes other models of the same examples. */
    private static final String MAKE = "5";

    private static final int VERSION_DIGITS = 12;

    private final Rules rules;
    private final ServiceAreas areas;
    private final LearntFiles files;
    private final ExampleVectors vectors;

    ModelMaker(Rules rules, ServiceAreas areas, SentenceReader sentences, LearntFiles files) {
        this.rules = rules;
        this.areas = areas;
        this.files = files;
        this.vectors = new ExampleVectors(files, sentences);
    }

    /** A model and the examples by which its judgements are explained. */
    record Made(Model model, NearestExamples nearest) {}

    /** The model of these examples; read from its file if there is one. */
    Made of(List<Example> written) {
        List<Example> examples = described(written);
        String version = version(examples);
        List<float[]> vectors = vectors(examples);
        String file = version + ".model";
        Model model = files.read(file, Model::read).orElseGet(() -> {
            Training.Trained trained = train(examples, vectors, version);
            files.keep(file, trained.model()::write);
            return trained.model();
        });
        return new Made(model, new NearestExamples(examples, vectors));
    }

    /** How many examples these are with the descriptions of the areas; what people decided stands behind them. */
    int countOf(List<Example> written) {
        return written.size() + areas.descriptions().size();
    }

    /** The version that a model of these and of what people decided has. */
    String version(List<Example> written, List<Example> decided) {
        return version(joined(described(written), decided));
    }

    /** A model of these and of what people decided, of which nothing is kept but its weights. @param theirs vectors of that */
    Training.Trained learnt(String version, List<Example> written, List<Example> decided, List<float[]> theirs) {
        List<Example> examples = described(written);
        return train(joined(examples, decided), joined(vectors(examples), theirs), version);
    }

    /** How the model of these does on what is held back. */
    Training.HeldBack heldBack(List<Example> written) {
        List<Example> examples = described(written);
        return training(examples, vectors(examples)).measure();
    }

    private List<Example> described(List<Example> written) {
        return joined(written, areas.descriptions());
    }

    private List<float[]> vectors(List<Example> examples) {
        return vectors.of(examples.stream().map(Example::text).toList());
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        List<T> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private Training training(List<Example> examples, List<float[]> vectors) {
        return new Training(examples, examples.stream().map(this::reading).toList(), vectors, rules.ids(), areas.ids());
    }

    private Training.Trained train(List<Example> examples, List<float[]> vectors, String version) {
        long start = System.nanoTime();
        Training.Trained trained = training(examples, vectors).train(version);
        LOG.info(
                "event=model-trained version={} examples={} kindsRight={} areasRight={} millis={}",
                version,
                examples.size(),
                trained.heldBack().kinds().accuracy(),
                trained.heldBack().areas().accuracy(),
                (System.nanoTime() - start) / 1_000_000);
        return trained;
    }

    private Reading reading(Example example) {
        PlainText plain = PlainText.of(example.text());
        return new Reading(plain, rules.idsFiring(plain), areas.spokenOf(example.council(), plain));
    }

    private String version(List<Example> examples) {
        StringBuilder all = new StringBuilder(MAKE).append(rules.fingerprint()).append(areas.ids());
        examples.forEach(one -> all.append(one.council())
                .append(one.text())
                .append(one.kind())
                .append(one.area())
                .append(new TreeSet<>(one.flags())));
        return Sha256.of(all.toString()).substring(0, VERSION_DIGITS);
    }
}
