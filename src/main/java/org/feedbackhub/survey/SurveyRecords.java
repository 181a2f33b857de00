package org.feedbackhub.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Map;
import java.util.Optional;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was answered, one row for each feedback. */
public final class SurveyRecords {

    private static final TypeReference<Map<String, Object>> CHOSEN = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> WRITTEN = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    SurveyRecords(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What was answered about the feedback, if anything was. */
    public Optional<SurveyAnswer> find(Reference reference) {
        return jdbc.sql(
                        """
                        select chosen, written, answered_at, changed_at, concern
                        from survey_answer where reference = :reference""")
                .param("reference", reference.value())
                .query(this::answer)
                .optional();
    }

    /** Writes what is answered now in the place of what was. */
    void put(Reference reference, CouncilId council, SurveyAnswer answer) {
        jdbc.sql(
                        """
                        insert into survey_answer (reference, council, answered_at, changed_at, chosen, written, concern)
                        values (:reference, :council, :answered, :changed, cast(:chosen as jsonb), cast(:written as jsonb),
                                :concern)
                        on conflict (reference) do update
                        set changed_at = excluded.changed_at, chosen = excluded.chosen, written = excluded.written,
                            concern = excluded.concern""")
                .param("reference", reference.value())
                .param("council", council.value())
                .param("answered", Timestamp.from(answer.answeredAt()))
                .param("changed", Timestamp.from(answer.changedAt()))
                .param("chosen", written(answer.chosen()))
                .param("written", written(answer.written()))
                .param("concern", answer.concern())
                .update();
    }

    private SurveyAnswer answer(ResultSet row, int number) throws SQLException {
        return new SurveyAnswer(
                read(row.getString("chosen"), CHOSEN),
                read(row.getString("written"), WRITTEN),
                row.getTimestamp("answered_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                row.getString("concern"));
    }

    private String written(Map<String, ?> answers) {
        try {
            return json.writeValueAsString(answers);
        } catch (JsonProcessingException e) {
            throw new PermanentFault("the answers cannot be written as JSON", e);
        }
    }

    private <T> T read(String column, TypeReference<T> type) {
        try {
            return json.readValue(column, type);
        } catch (JsonProcessingException e) {
            throw new PermanentFault("the answers in the database are not as this version writes them", e);
        }
    }
}
