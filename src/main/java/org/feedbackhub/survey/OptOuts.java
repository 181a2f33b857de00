package org.feedbackhub.survey;

import java.sql.Timestamp;
import java.time.Instant;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who wants no surveys from which council. */
final class OptOuts {

    private final JdbcClient jdbc;

    OptOuts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Once more is the same as once. */
    void add(CouncilId council, EmailAddress person, Instant now) {
        jdbc.sql(
                        """
                        insert into survey_opt_out (council, address, since) values (:council, :address, :since)
                        on conflict do nothing""")
                .param("council", council.value())
                .param("address", person.value())
                .param("since", Timestamp.from(now))
                .update();
    }

    boolean contains(CouncilId council, EmailAddress person) {
        return jdbc.sql("select exists (select from survey_opt_out where council = :council and address = :address)")
                .param("council", council.value())
                .param("address", person.value())
                .query(Boolean.class)
                .single();
    }
}
