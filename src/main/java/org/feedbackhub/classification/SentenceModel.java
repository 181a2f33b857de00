package org.feedbackhub.classification;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * A small sentence model that runs inside the process, on the CPU, one thread a text: it turns a piece of text into a vector of
 * length one, so that texts which mean alike lie near each other. Threads share it, and it is loaded once in a process, as its
 * runtime is.
 */
final class SentenceModel {

    /** How many numbers a vector has; both models are of this size. */
    static final int SIZE = 384;

    /** How the vectors of a text's word pieces become that of the text. */
    enum Pooling {
        /** By that of the sign with which it begins. */
        FIRST,
        /** By the mean of all. */
        MEAN
    }

    /** The model for which a text's first sign stands for the whole; Apache-2.0 jar, MIT model. */
    static SentenceModel bge() {
        return Bge.LOADED;
    }

    /** The model that wants to be told that it reads something to be compared; Apache-2.0 jar, MIT model. */
    static SentenceModel e5() {
        return E5.LOADED;
    }

    private static final class Bge {
        private static final SentenceModel LOADED = new SentenceModel("/bge-small-en-v1.5-q.onnx", Pooling.FIRST, "");
    }

    private static final class E5 {
        private static final SentenceModel LOADED = new SentenceModel("/e5-small-v2-q.onnx", Pooling.MEAN, "query: ");
    }

    /** The pieces of both models are the same. */
    static WordPieces pieces() {
        return WordPieces.read("/bge-small-en-v1.5-q-tokenizer.json");
    }

    private final OrtSession session;
    private final Pooling pooling;
    private final String prefix;

    private SentenceModel(String resource, Pooling pooling, String prefix) {
        this.pooling = pooling;
        this.prefix = prefix;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                InputStream in = SentenceModel.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path holds no " + resource);
            }
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // its pool of memory would keep what the longest text ever needed
            options.setCPUArenaAllocator(true);
            options.setMemoryPatternOptimization(false);
            this.session = OrtEnvironment.getEnvironment().createSession(in.readAllBytes(), options);
        } catch (OrtException e) {
            throw new IllegalStateException("the sentence model " + resource + " cannot be loaded", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands in front of each text. */
    String prefix() {
        return prefix;
    }

    /**
     * The vector of a text.
     *
     * @param pieces with beginning, prefix and end, at most 512
     */
    float[] vector(int[] pieces) {
        long[] shape = {1, pieces.length};
        long[] ids = Arrays.stream(pieces).asLongStream().toArray();
        long[] ones = new long[pieces.length];
        Arrays.fill(ones, 1);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[pieces.length]), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            return pooled(((OnnxTensor) result.get(0)).getFloatBuffer(), pieces.length);
        } catch (OrtException e) {
            throw new IllegalStateException("the sentence model failed on a text of " + pieces.length + " pieces", e);
        }
    }

    private float[] pooled(FloatBuffer states, int count) {
        float[] vector = new float[SIZE];
        int read = pooling == Pooling.FIRST ? 1 : count;
        for (int i = 0; i < read; i++) {
            for (int j = 0; j < SIZE; j++) {
                vector[j] += states.get(i * SIZE + j);
            }
        }
        return Vectors.normalised(vector);
    }
}
