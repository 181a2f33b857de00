package org.feedbackhub.feedback;

/** Something the hub depends on is down or too slow: to be waited out and tried again, for the input is not to blame. */
public final class TransientFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is missing, without personal data */
    public TransientFault(String message) {
        super(message);
    }

    /** @param message what failed, without personal data */
    public TransientFault(String message, Throwable cause) {
        super(message, cause);
    }
}
