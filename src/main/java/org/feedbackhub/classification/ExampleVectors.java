package org.feedbackhub.classification;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.feedbackhub.feedback.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sentence vectors of examples, which take a while and never change: kept in a file under the hash of each text, for those
 * that are still examples.
 */
final class ExampleVectors {

    private static final Logger LOG = LoggerFactory.getLogger(ExampleVectors.class);

    private final Path file;
    private final SentenceReader sentences;

    ExampleVectors(Path file, SentenceReader sentences) {
        this.file = file;
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
                        known.containsKey(one.getKey()) ? known.get(one.getKey()) : vectors(one.getValue())));
        if (!known.keySet().equals(vectors.keySet())) {
            write(vectors);
        }
        return texts.stream().map(text -> vectors.get(Sha256.of(text))).toList();
    }

    private float[] vectors(String text) {
        int[] pieces = sentences.pieces(text);
        return sentences.both(sentences.first(pieces), pieces);
    }

    /** What cannot be read is reckoned anew. */
    private Map<String, float[]> read() {
        Map<String, float[]> known = new HashMap<>();
        if (!Files.exists(file)) {
            return known;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (int left = in.readInt(); left > 0; left--) {
                known.put(in.readUTF(), Floats.read(in));
            }
            return known;
        } catch (IOException e) {
            LOG.warn("event=example-vectors-unreadable file={} cause=\"{}\"", file, e.toString());
            return new HashMap<>();
        }
    }

    private void write(Map<String, float[]> vectors) {
        try {
            Files.createDirectories(file.getParent());
            Path part =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
                out.writeInt(vectors.size());
                for (Map.Entry<String, float[]> one : vectors.entrySet()) {
                    out.writeUTF(one.getKey());
                    Floats.write(out, one.getValue());
                }
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
