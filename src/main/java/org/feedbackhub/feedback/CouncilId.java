package org.feedbackhub.feedback;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name by which a council is known in files, addresses and events, such as {@code west-lindsey}.
 *
 * @param value lower-case words joined by hyphens
 */
public record CouncilId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** @throws IllegalArgumentException if the value is not lower-case words joined by hyphens */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CouncilId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a council's id is lower-case words joined by hyphens, such as west-lindsey, not '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
