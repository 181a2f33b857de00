package org.feedbackhub.arrival;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.feedbackhub.feedback.PermanentFault;

/**
 * Many rows as the one parameter of a statement: a JSON array that the database opens with {@code json_to_recordset}, so
 * that a hundred rows cost one exchange with it.
 */
public final class Rows {

    private final ObjectMapper json;

    public Rows(ObjectMapper json) {
        this.json = json;
    }

    /** @throws PermanentFault if a row cannot be written as JSON */
    public String of(List<?> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new PermanentFault("it cannot be written as JSON", e);
        }
    }
}
