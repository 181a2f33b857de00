package org.feedbackhub.webform;

import org.springframework.http.HttpStatus;

/** Why a page is shown again with all that was written, though nothing on it has to be mended. */
public enum PageNotice {
    TOO_MANY("too-many", HttpStatus.TOO_MANY_REQUESTS),
    NOT_KEPT("not-kept", HttpStatus.SERVICE_UNAVAILABLE),
    NO_TOKEN("no-token", HttpStatus.FORBIDDEN),
    /** As {@link #NO_TOKEN}, of a page that is behind a sign-in. */
    NOT_SAVED_YET("not-saved-yet", HttpStatus.FORBIDDEN);

    private final String code;
    private final HttpStatus status;

    PageNotice(String code, HttpStatus status) {
        this.code = code;
        this.status = status;
    }

    /** Of its text, in templates/webform/messages.properties. */
    String code() {
        return code;
    }

    HttpStatus status() {
        return status;
    }
}
