package org.feedbackhub.webform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a posting is not taken: the caller is told, and nothing is kept. It never repeats what was posted.
 */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong, each with the status by which HTTP tells it. */
    enum Cause {
        UNKNOWN_COUNCIL(404, "unknown-council", "There is no such council here"),
        UNKNOWN_PLACE(404, "unknown-path", "There is nothing at this address"),
        WRONG_METHOD(405, "method", "This address takes POST only"),
        UNSIGNED(401, "unsigned", "The posting does not prove which form it comes from"),
        MALFORMED(400, "malformed", "The body cannot be read"),
        NO_KEY(400, "key", "The key of the posting cannot be used"),
        UNSUPPORTED(415, "unsupported-media-type", "The body is in none of the forms that are taken"),
        TOO_LARGE(413, "too-large", "The posting is larger than is taken"),
        TOO_SLOW(408, "too-slow", "The posting did not come in time"),
        INVALID(422, "invalid", "The posting has fields that cannot be taken"),
        KEY_REUSED(422, "key-reused", "The key was used with another body"),
        TOO_MANY(429, "too-many", "Too many postings in a short time"),
        UNAVAILABLE(503, "unavailable", "It cannot be kept just now, so post it again");

        private final int status;
        private final String id;
        private final String title;

        Cause(int status, String id, String title) {
            this.status = status;
            this.id = id;
            this.title = title;
        }

        int status() {
            return status;
        }

        /** The last part of the problem's type, and the name in figures. */
        String id() {
            return id;
        }

        String title() {
            return title;
        }
    }

    /** A field and what is wrong with it. */
    record FieldError(String field, String detail) {}

    private final Cause why;
    private final @Nullable String detail;
    private final transient List<FieldError> errors;

    private Refusal(Cause why, @Nullable String detail, List<FieldError> errors) {
        super(why.id, null, false, false);
        this.why = why;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    static Refusal of(Cause why, String detail) {
        return new Refusal(why, detail, List.of());
    }

    static Refusal ofFields(List<FieldError> errors) {
        return new Refusal(Cause.INVALID, null, errors);
    }

    Cause why() {
        return why;
    }

    @Nullable
    String detail() {
        return detail;
    }

    List<FieldError> errors() {
        return errors;
    }
}
