package org.feedbackhub.classification;

/**
 * How sure a head may be of itself: the temperature at which what it said of unseen texts would have been likeliest.
 *
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo and others, On Calibration of Modern Neural Networks</a>
 */
final class Temperature {

    private static final double LEAST = 0.2;
    private static final double MOST = 5;

    /** By how much one that is tried differs from the one before. */
    private static final double STEP = 1.02;

    private Temperature() {}

    /** @param probabilities at temperature 1, of texts that were not learnt from */
    static double of(double[][] probabilities, int[] labels) {
        double best = 1;
        double least = Double.MAX_VALUE;
        for (double temperature = LEAST; temperature <= MOST; temperature *= STEP) {
            double loss = loss(probabilities, labels, temperature);
            if (loss < least) {
                least = loss;
                best = temperature;
            }
        }
        return best;
    }

    private static double loss(double[][] probabilities, int[] labels, double temperature) {
        double loss = 0;
        for (int i = 0; i < labels.length; i++) {
            double sum = 0;
            for (double probability : probabilities[i]) {
                sum += Math.pow(probability, 1 / temperature);
            }
            double own = Math.pow(probabilities[i][labels[i]], 1 / temperature) / sum;
            loss -= Math.log(Math.max(own, Double.MIN_NORMAL));
        }
        return loss;
    }
}
