package org.feedbackhub.letter;

import java.io.IOException;
import org.bytedeco.leptonica.PIX;

/** Tesseract, for one thread: the words of a page, and which way up it is. */
interface TextEngine {

    /** Below it the direction is a guess: handwriting would be turned round. */
    float SURE_OF_DIRECTION = 7;

    /** @param resolution of the page in dots an inch @throws IOException if the engine fails */
    ReadLines read(PIX page, int resolution) throws IOException;

    /**
     * By how many quarter turns, clockwise, the page must be turned to stand upright; none where that is not sure.
     *
     * @throws IOException if the engine fails
     */
    int quarterTurns(PIX page, int resolution) throws IOException;

    /** @param degrees by which the page must be turned clockwise @param sure how much the engine holds of that */
    static int quarterTurns(int degrees, float sure) {
        return sure >= SURE_OF_DIRECTION ? degrees / 90 : 0;
    }
}
