package org.feedbackhub.notification;

import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.survey.SurveyMails;
import org.springframework.jdbc.core.simple.JdbcClient;

/** To whom surveys went, by the table of notifications. */
final class SentSurveys implements SurveyMails {

    private final JdbcClient jdbc;

    SentSurveys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<EmailAddress> recipient(Reference reference, UUID survey) {
        return jdbc.sql("select recipient from notification where id = :id and reference = :reference")
                .param("id", survey)
                .param("reference", reference.value())
                .query(String.class)
                .optional()
                .flatMap(EmailAddress::parse);
    }
}
