package org.feedbackhub.classification;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.feedbackhub.feedback.Sha256;

/**
 * The sentence vectors of examples, which take a while and never change: kept in a file under the hash of each text, for those
 * that are still examples.
 */
final class ExampleVectors {

    private static final String FILE = "examples-" + SentenceReader.MAKE + ".vectors";

    private final LearntFiles files;
    private final SentenceReader sentences;

    ExampleVectors(LearntFiles files, SentenceReader sentences) {
        this.files = files;
        this.sentences = sentences;
    }

    /** The vectors of both sentence models for each text, in the same order. */
    List<float[]> of(List<String> texts) {
        Map<String, float[]> known = read();
        Map<String, String> wanted = new LinkedHashMap<>();
        texts.forEach(text -> wanted.put(Sha256.of(text), text));
        Map<String, float[]> vectors = new ConcurrentHashMap<>();
        wanted.entrySet().parallelStream()
                .forEach(one -> vectors.put(
                        one.getKey(),
                        known.containsKey(one.getKey()) ? known.get(one.getKey()) : sentences.both(one.getValue())));
        if (!known.keySet().equals(vectors.keySet())) {
            write(vectors);
        }
        return texts.stream().map(text -> vectors.get(Sha256.of(text))).toList();
    }

    private Map<String, float[]> read() {
        return files.read(FILE, in -> {
                    Map<String, float[]> known = new HashMap<>();
                    for (int left = in.readInt(); left > 0; left--) {
                        known.put(in.readUTF(), Floats.read(in));
                    }
                    return known;
                })
                .orElseGet(HashMap::new);
    }

    private void write(Map<String, float[]> vectors) {
        files.keep(FILE, out -> {
            out.writeInt(vectors.size());
            for (Map.Entry<String, float[]> one : vectors.entrySet()) {
                out.writeUTF(one.getKey());
                Floats.write(out, one.getValue());
            }
        });
    }
}
