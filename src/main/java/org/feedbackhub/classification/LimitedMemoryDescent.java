package org.feedbackhub.classification;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Finds where a convex function is least: L-BFGS, which remembers the last few steps to guess how the slope bends.
 *
 * @see <a href="https://doi.org/10.1007/BF01589116">Liu and Nocedal, On the limited memory BFGS method (1989)</a>
 */
final class LimitedMemoryDescent {

    /** How many steps are remembered. */
    private static final int MEMORY = 8;

    /** A step must make good at least this part of what the slope promises. */
    private static final double SUFFICIENT = 1e-4;

    private static final int MOST_HALVINGS = 30;

    /** One step may gain little, and the next much; so it has come to rest only when so many have gained little. */
    private static final int REST = 5;

    /** The curvature that a step must have seen to be worth remembering. */
    private static final double LEAST_CURVATURE = 1e-10;

    private LimitedMemoryDescent() {}

    /** A function of many variables. */
    interface Function {
        /** Its value at a place. @param slope is filled with the gradient there */
        double value(float[] at, float[] slope);
    }

    /** A step that was taken and by how much the slope changed on it. */
    private record Step(float[] move, float[] change, double curvature) {}

    /**
     * @param variables how many the function has; it begins at zero for all of them
     * @param mostSteps after which it ends
     * @param goodEnough ends when the value has fallen by less than this part of itself in the last few steps
     */
    static float[] minimise(int variables, Function function, int mostSteps, double goodEnough) {
        float[] at = new float[variables];
        float[] slope = new float[variables];
        double value = function.value(at, slope);
        Deque<Step> steps = new ArrayDeque<>();
        Deque<Double> values = new ArrayDeque<>(List.of(value));
        for (int i = 0; i < mostSteps; i++) {
            float[] direction = direction(slope, steps);
            double promised = dot(slope, direction);
            double length = steps.isEmpty() ? 1 / Math.max(1, Math.sqrt(dot(slope, slope))) : 1;
            float[] next = new float[variables];
            float[] nextSlope = new float[variables];
            double nextValue = Double.NaN;
            int halvings = 0;
            do {
                along(at, direction, length, next);
                nextValue = function.value(next, nextSlope);
                length /= 2;
            } while (!(nextValue <= value + SUFFICIENT * 2 * length * promised) && ++halvings < MOST_HALVINGS);
            if (halvings == MOST_HALVINGS) {
                return at;
            }
            remember(steps, at, next, slope, nextSlope);
            at = next;
            slope = nextSlope;
            value = nextValue;
            values.addLast(value);
            if (values.size() > REST && values.removeFirst() - value < goodEnough * Math.abs(value)) {
                return at;
            }
        }
        return at;
    }

    private static float[] direction(float[] slope, Deque<Step> steps) {
        float[] direction = new float[slope.length];
        for (int i = 0; i < slope.length; i++) {
            direction[i] = -slope[i];
        }
        if (steps.isEmpty()) {
            return direction;
        }
        double[] shares = new double[steps.size()];
        int place = steps.size();
        for (Iterator<Step> newestFirst = steps.descendingIterator(); newestFirst.hasNext(); ) {
            Step step = newestFirst.next();
            shares[--place] = dot(step.move(), direction) / step.curvature();
            addTo(direction, step.change(), -shares[place]);
        }
        Step newest = steps.getLast();
        double scale = newest.curvature() / dot(newest.change(), newest.change());
        for (int i = 0; i < direction.length; i++) {
            direction[i] *= (float) scale;
        }
        for (Step step : steps) {
            double again = dot(step.change(), direction) / step.curvature();
            addTo(direction, step.move(), shares[place++] - again);
        }
        return direction;
    }

    private static void remember(Deque<Step> steps, float[] at, float[] next, float[] slope, float[] nextSlope) {
        float[] move = new float[at.length];
        float[] change = new float[at.length];
        for (int i = 0; i < at.length; i++) {
            move[i] = next[i] - at[i];
            change[i] = nextSlope[i] - slope[i];
        }
        double curvature = dot(move, change);
        if (curvature > LEAST_CURVATURE) {
            steps.addLast(new Step(move, change, curvature));
        }
        if (steps.size() > MEMORY) {
            steps.removeFirst();
        }
    }

    private static void along(float[] from, float[] direction, double length, float[] to) {
        float by = (float) length;
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i] + by * direction[i];
        }
    }

    private static void addTo(float[] sum, float[] summand, double times) {
        float by = (float) times;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += by * summand[i];
        }
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }
}
