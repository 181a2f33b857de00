package org.feedbackhub.webform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.feedbackhub.webform.Refusal.FieldError;
import org.jspecify.annotations.Nullable;

/** A refusal as HTTP tells it (RFC 9457). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String type, String title, int status, @Nullable String detail, List<FieldError> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    /** @param publicUrl under which the hub explains its problems */
    static Problem of(Refusal refusal, URI publicUrl) {
        return new Problem(
                publicUrl + "/contracts/problems#" + refusal.why().id(),
                refusal.why().title(),
                refusal.why().status(),
                refusal.detail(),
                refusal.errors());
    }
}
