package org.feedbackhub.letter;

/** The engine is at fault, and not the page: the process that runs it ends, and another one tries. */
final class EngineFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EngineFailed(String why) {
        super(why);
    }

    EngineFailed(String why, Throwable cause) {
        super(why, cause);
    }
}
