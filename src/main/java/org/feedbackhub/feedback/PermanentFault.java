package org.feedbackhub.feedback;

/** This input will fail each time it is tried: it is put in quarantine, whole, for a person to see. */
public final class PermanentFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong with the input, without personal data */
    public PermanentFault(String message) {
        super(message);
    }

    /** @param message what is wrong with the input, without personal data */
    public PermanentFault(String message, Throwable cause) {
        super(message, cause);
    }
}
