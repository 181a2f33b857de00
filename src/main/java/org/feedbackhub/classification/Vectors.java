package org.feedbackhub.classification;

/** What is reckoned with vectors. */
final class Vectors {

    private Vectors() {}

    /** The vector itself, brought to length one; one of zeros stays as it is. */
    static float[] normalised(float[] vector) {
        double square = dot(vector, vector);
        if (square > 0) {
            float scale = (float) (1 / Math.sqrt(square));
            for (int i = 0; i < vector.length; i++) {
                vector[i] *= scale;
            }
        }
        return vector;
    }

    /** The cosine of vectors of length one. */
    static float dot(float[] one, float[] other) {
        return dot(one, other, 0);
    }

    /** The scalar product of a vector and one that stands among others. @param at where it begins */
    static float dot(float[] one, float[] others, int at) {
        // sums that do not wait for one another
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < one.length; i += 4) {
            a += one[i] * others[at + i];
            b += one[i + 1] * others[at + i + 1];
            c += one[i + 2] * others[at + i + 2];
            d += one[i + 3] * others[at + i + 3];
        }
        for (; i < one.length; i++) {
            a += one[i] * others[at + i];
        }
        return a + b + c + d;
    }
}
