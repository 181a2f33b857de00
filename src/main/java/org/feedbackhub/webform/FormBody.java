package org.feedbackhub.webform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.feedbackhub.arrival.ReceivedFile;

/** A posting with its coding gone: an object of fields, and files. */
record FormBody(JsonNode fields, List<ReceivedFile> files) {

    /** Whether both tell the same, however each was coded: a boundary or the order of fields makes no difference. */
    boolean tellsTheSameAs(FormBody other) {
        if (!fields.equals(other.fields) || files.size() != other.files.size()) {
            return false;
        }
        for (int i = 0; i < files.size(); i++) {
            ReceivedFile one = files.get(i);
            ReceivedFile two = other.files.get(i);
            if (!Objects.equals(one.name(), two.name()) || !Arrays.equals(one.content(), two.content())) {
                return false;
            }
        }
        return true;
    }
}
