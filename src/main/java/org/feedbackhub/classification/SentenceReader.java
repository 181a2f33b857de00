package org.feedbackhub.classification;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Reads texts with the two sentence models. The first is asked always, the second where the first leaves a doubt. */
final class SentenceReader {

    /** Raised with each change by which a text gets another vector. */
    static final String MAKE = "2";

    /** Long numbers and identifiers, which mean nothing and are cut into many pieces. */
    private static final Pattern CODES = Pattern.compile("\\b(?=[\\w-]{0,40}\\d)[\\w-]{12,}+\\b");

    private final WordPieces pieces = SentenceModel.pieces();
    private final SentenceVectors first;
    private final SentenceVectors second;

    /** @param processors on how many texts are read at once */
    SentenceReader(int processors) {
        this.first = new SentenceVectors(SentenceModel.bge(), pieces, processors);
        this.second = new SentenceVectors(SentenceModel.e5(), pieces, processors);
    }

    /** The text's pieces, by which the models read it. */
    int[] pieces(String text) {
        return pieces.of(CODES.matcher(text).replaceAll(" "));
    }

    /** The vector of the first model. */
    float[] first(int[] pieces) {
        return first.of(pieces);
    }

    /** The vectors of both for a text, one after the other. */
    float[] both(String text) {
        int[] pieces = pieces(text);
        return both(first(pieces), pieces);
    }

    /** The vectors of both, one after the other. @param vector that of the first */
    float[] both(float[] vector, int[] pieces) {
        float[] both = Arrays.copyOf(vector, 2 * SentenceModel.SIZE);
        System.arraycopy(second.of(pieces), 0, both, SentenceModel.SIZE, SentenceModel.SIZE);
        return both;
    }

    /** Of the vectors of both, that of the first. */
    static float[] first(float[] both) {
        return Arrays.copyOf(both, SentenceModel.SIZE);
    }
}
