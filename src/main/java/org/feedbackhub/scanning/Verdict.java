package org.feedbackhub.scanning;

import org.feedbackhub.feedback.Scan;

/** What the daemon says of a file. */
sealed interface Verdict {

    /** It knows. @param detail such as the signature that was found; names no file and no person */
    record Settled(Scan scan, String detail) implements Verdict {}

    /** It failed on this file; another try may fare better. */
    record Undecided(String detail) implements Verdict {}

    /** Reads the daemon's answer to {@code INSTREAM}, as the manual page clamd(8) gives it. */
    static Verdict of(String answer) {
        if (answer.equals("stream: OK")) {
            return new Settled(Scan.CLEAN, "nothing found");
        }
        if (answer.startsWith("INSTREAM size limit exceeded")) {
            return new Settled(Scan.TOO_LARGE, "StreamMaxLength");
        }
        if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
            return found(answer.substring("stream: ".length(), answer.length() - " FOUND".length()));
        }
        return new Undecided(answer);
    }

    /** With {@code AlertExceedsMax} the daemon reports a limit that it stopped at as if it were a virus. */
    private static Verdict found(String signature) {
        return new Settled(
                signature.startsWith("Heuristics.Limits.Exceeded") ? Scan.TOO_LARGE : Scan.INFECTED, signature);
    }
}
