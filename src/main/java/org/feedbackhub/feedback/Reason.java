package org.feedbackhub.feedback;

/**
 * Why something was decided as it was, so that a person can follow it.
 *
 * @param by what decided: {@code rule}, {@code example} or {@code model}
 * @param text which one, and what of the message it went by
 */
public record Reason(String by, String text) {

    /** A rule of {@code config/classification} fired. */
    public static Reason rule(String text) {
        return new Reason("rule", text);
    }

    /** An example that is near to the message. */
    public static Reason example(String text) {
        return new Reason("example", text);
    }

    /** What the trained model holds likely. */
    public static Reason model(String text) {
        return new Reason("model", text);
    }
}
