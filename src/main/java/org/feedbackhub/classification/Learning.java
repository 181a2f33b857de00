package org.feedbackhub.classification;

import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a model of the configured examples and of what people decided, and has it judge if it is no worse than the one that does on
 * what both had not seen. Without decisions, the model of the configured examples judges.
 */
final class Learning {

    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

    private static final String CONFIGURED = "the configured examples alone";
    private static final String NO_WORSE = "no worse than the one before, and than what had been proposed";

    private final ConfiguredExamples configured;
    private final NewestLessons newest;
    private final ModelMaker maker;
    private final LessonVectors vectors;
    private final ModelVersions versions;
    private final ModelInUse inUse;
    private final InstantSource clock;
    private @Nullable String learnt;

    Learning(
            ConfiguredExamples configured,
            NewestLessons newest,
            ModelMaker maker,
            LessonVectors vectors,
            ModelVersions versions,
            ModelInUse inUse,
            InstantSource clock) {
        this.configured = configured;
        this.newest = newest;
        this.maker = maker;
        this.vectors = vectors;
        this.versions = versions;
        this.inUse = inUse;
        this.clock = clock;
    }

    /** Learns if there is something new. Takes minutes; nothing waits for it. */
    synchronized void learn() {
        String state = newest.version();
        if (state.equals(learnt)) {
            return;
        }
        List<Taught> taught = newest.read();
        if (taught.isEmpty()) {
            forgetAll();
        } else {
            learn(taught, present());
        }
        inUse.follow();
        versions.dropOldest(inUse.needed());
        // what is decided meanwhile counts the next time
        learnt = state;
    }

    private void forgetAll() {
        String base = inUse.configured();
        versions.adopted(base).filter(judging -> !judging.configured()).ifPresent(judging -> {
            versions.adopt(base, clock.instant(), "nothing that people decided teaches any more");
            LOG.info("event=model-adopted version={} lessons=0", base);
        });
    }

    /** The version that judges unless the setting names another. */
    private ModelVersion present() {
        String base = inUse.configured();
        return versions.adopted(base).orElseGet(() -> {
            Training.HeldBack heldBack = maker.heldBack(configured.all());
            ModelVersion made = new ModelVersion(
                    base,
                    base,
                    clock.instant(),
                    maker.countOf(configured.all()),
                    0,
                    figures(heldBack, List.of()),
                    clock.instant(),
                    CONFIGURED);
            versions.enter(made, null);
            return made;
        });
    }

    private void learn(List<Taught> taught, ModelVersion present) {
        List<Example> decided = taught.stream().map(Taught::example).toList();
        String version = maker.version(configured.all(), decided);
        if (version.equals(present.version()) || refusedBefore(version, present)) {
            return;
        }
        Training.Trained trained = maker.learnt(
                version,
                configured.all(),
                decided,
                vectors.of(decided.stream().map(Example::text).toList()));
        Figures figures = figures(trained.heldBack(), taught);
        Optional<String> worse = figures.worseThan(present.figures());
        versions.enter(
                new ModelVersion(
                        version,
                        present.base(),
                        clock.instant(),
                        maker.countOf(configured.all()),
                        decided.size(),
                        figures,
                        worse.isPresent() ? null : clock.instant(),
                        worse.orElse(NO_WORSE)),
                worse.isPresent() ? null : trained.model());
        LOG.info(
                "event={} version={} before={} lessons={} kindsRight={}/{} areasRight={}/{} lessonsRight={}/{} proposalsRight={}"
                        + " reason=\"{}\"",
                worse.isPresent() ? "model-refused" : "model-adopted",
                version,
                present.version(),
                decided.size(),
                figures.kindsRight(),
                figures.kinds(),
                figures.areasRight(),
                figures.areas(),
                figures.lessonsRight(),
                figures.lessons(),
                figures.proposalsRight(),
                worse.orElse(NO_WORSE));
    }

    private boolean refusedBefore(String version, ModelVersion present) {
        return versions.find(version)
                .filter(known -> known.figures().worseThan(present.figures()).isPresent())
                .isPresent();
    }

    /** @param taught stand behind the configured examples, in this order */
    private Figures figures(Training.HeldBack heldBack, List<Taught> taught) {
        int first = maker.countOf(configured.all());
        BitSet proposed = new BitSet();
        IntStream.range(0, taught.size())
                .filter(i -> taught.get(i).proposed() != null)
                .forEach(i -> proposed.set(first + i));
        BitSet told = (BitSet) heldBack.kinds().right().clone();
        told.and(proposed);
        return new Figures(
                before(first, heldBack.kinds().asked()),
                before(first, heldBack.kinds().right()),
                before(first, heldBack.areas().asked()),
                before(first, heldBack.areas().right()),
                proposed.cardinality(),
                told.cardinality(),
                (int) taught.stream()
                        .filter(one -> one.proposed() == one.example().kind())
                        .count());
    }

    private static int before(int end, BitSet places) {
        return places.get(0, end).cardinality();
    }
}
