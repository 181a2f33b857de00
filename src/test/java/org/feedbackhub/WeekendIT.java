package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.Intake;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Submission;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is promised while nobody is written to, on a hub whose clock stands in a Saturday night. */
class WeekendIT {

    private static final Instant SATURDAY_NIGHT = Instant.parse("2026-06-06T22:00:00Z");

    private static HubUnderTest hub;

    /** The hub's clock. */
    @TestConfiguration
    static class Weekend {
        @Bean
        @Primary
        InstantSource saturdayNight() {
            return InstantSource.fixed(SATURDAY_NIGHT);
        }
    }

    @BeforeAll
    static void start() {
        hub = HubUnderTest.start(Weekend.class, "--hub.notifications.windows-always-open=false");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void what_counts_from_the_acknowledgement_counts_from_the_monday_on_which_it_goes_out() {
        String reference = complaint("lgsco-code");

        assertThat(acknowledgedOn(reference)).isEqualTo("2026-06-08T07:00:00Z");
        assertThat(respondBy(reference)).isEqualTo("2026-06-22");
    }

    @Test
    void what_counts_from_receipt_does_so_on_any_day() {
        String reference = complaint("north-kesteven");

        assertThat(acknowledgedOn(reference)).isEqualTo("2026-06-08T07:00:00Z");
        assertThat(respondBy(reference)).isEqualTo("2026-06-21");
    }

    private static String complaint(String council) {
        try {
            String text = "I wish to complain " + UUID.randomUUID();
            RawItem raw = hub.bean(RawStore.class).hold(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
            CouncilId id = new CouncilId(council);
            Submission submission = Submission.ofText(id, Channel.WEB_FORM, text)
                    .by(Contact.byEmail("A Person", new EmailAddress("someone@example.net")));
            Classification classification =
                    new Classification(Kind.COMPLAINT, List.of(Kind.COMPLAINT), null, Set.of(), 1, List.of(), false);
            Arrived arrived = new Arrived("test:" + UUID.randomUUID(), id, Channel.WEB_FORM, SATURDAY_NIGHT, raw);
            return hub.bean(Intake.class)
                    .record(new Finding.Understood(arrived, submission, classification, Intent.MESSAGE))
                    .reference()
                    .value();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Instant acknowledgedOn(String reference) {
        return hub.bean(JdbcClient.class)
                .sql(
                        "select due_at from notification where reference = :reference and notification = 'acknowledgement'")
                .params(Map.of("reference", reference))
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private static LocalDate respondBy(String reference) {
        return hub.bean(JdbcClient.class)
                .sql("select respond_by from feedback where reference = :reference")
                .params(Map.of("reference", reference))
                .query(LocalDate.class)
                .single();
    }
}
