package org.feedbackhub.classification;

import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * The vectors of whole texts by one model. A text that is longer than the model's window is read in pieces that overlap, and its
 * vector is their mean; they are all of one length. No more texts are read at once than there are processors: more would only
 * take longer, all of them, and more memory.
 */
final class SentenceVectors {

    /** Of the models' 512, what is left beside beginning, end and prefix. */
    private static final int WINDOW = 500;

    /** By how much a piece reaches into the one before. */
    private static final int OVERLAP = 50;

    /** Of what is longer than this, some 1,300 words, pieces are read that lie apart: so that nobody's novel stops the others. */
    private static final int MOST_PIECES = 4;

    private final SentenceModel model;
    private final Semaphore running;
    private final int[] opening;
    private final int end;

    SentenceVectors(SentenceModel model, WordPieces pieces, int processors) {
        this.model = model;
        this.running = new Semaphore(processors);
        int[] prefix = pieces.of(model.prefix());
        this.opening = new int[1 + prefix.length];
        this.opening[0] = pieces.begin();
        System.arraycopy(prefix, 0, opening, 1, prefix.length);
        this.end = pieces.end();
    }

    /** The vector of a text, of length one. @param pieces of the whole text, without beginning and end */
    float[] of(int[] pieces) {
        running.acquireUninterruptibly();
        try {
            return read(pieces);
        } finally {
            running.release();
        }
    }

    private float[] read(int[] pieces) {
        int count = Math.max(1, Math.min(MOST_PIECES, ceiling(pieces.length - OVERLAP, WINDOW - OVERLAP)));
        int length = Math.min(WINDOW, ceiling(pieces.length + (count - 1) * OVERLAP, count));
        float[] mean = new float[SentenceModel.SIZE];
        for (int i = 0; i < count; i++) {
            int start = count == 1 ? 0 : (int) ((long) i * (pieces.length - length) / (count - 1));
            float[] vector = model.vector(window(pieces, start, length));
            for (int j = 0; j < mean.length; j++) {
                mean[j] += vector[j];
            }
        }
        return Vectors.normalised(mean);
    }

    private static int ceiling(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private int[] window(int[] pieces, int start, int length) {
        int[] window = Arrays.copyOf(opening, opening.length + length + 1);
        System.arraycopy(pieces, start, window, opening.length, length);
        window[window.length - 1] = end;
        return window;
    }
}
