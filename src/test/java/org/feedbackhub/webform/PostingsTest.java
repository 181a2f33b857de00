package org.feedbackhub.webform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.feedbackhub.arrival.ArrivalLedger;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Attachments;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class PostingsTest {

    private static final WebFormSettings.Rate OFTEN = new WebFormSettings.Rate(100, Duration.ofMinutes(1));
    private static final WebFormSettings SETTINGS = new WebFormSettings(
            FormBodiesTest.LIMITS,
            DataSize.ofMegabytes(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            new WebFormSettings.Keys(Duration.ofDays(400), Duration.ofDays(1)),
            OFTEN,
            OFTEN,
            10,
            "0123456789abcdef0123456789abcdef",
            Duration.ZERO,
            OFTEN);

    private final RawStore rawStore = mock();
    private final Postings postings = new Postings(
            TestCouncils.read(),
            SETTINGS,
            new FormReader(FormBodiesTest.LIMITS, new Attachments(rawStore)),
            rawStore,
            mock(ArrivalLedger.class),
            mock(IdempotencyKeys.class),
            InstantSource.fixed(Instant.EPOCH));

    /** Of a form that the council has no more, so that it cannot be read as a whole. */
    private Arrived ofAFormThatIsGone(String body) throws IOException {
        RawItem raw = new RawItem("a".repeat(64), body.length());
        when(rawStore.open(raw.sha256()))
                .thenAnswer(call -> new ByteArrayInputStream(
                        ("Content-Type: application/json\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8)));
        return new Arrived(
                "web:west-lindsey/old-website/1", TestCouncils.WEST_LINDSEY, Channel.WEB_FORM, Instant.EPOCH, raw);
    }

    @Test
    void who_posted_is_known_though_the_rest_cannot_be_read() throws Exception {
        Arrived arrived = ofAFormThatIsGone(
                "{\"message\":\"m\",\"name\":\"Bev Coulson\",\"email\":\"bev@example.org\",\"postcode\":\"LN8 3EH\"}");

        assertThat(postings.reread(arrived)).isInstanceOf(Finding.Unreadable.class);
        Contact contact = postings.contactOf(arrived);
        assertThat(contact.name()).isEqualTo("Bev Coulson");
        assertThat(contact.email()).hasToString("bev@example.org");
        assertThat(contact.postcode()).isEqualTo("LN8 3EH");
    }

    @Test
    void nobody_is_made_up_where_nothing_can_be_read() throws Exception {
        assertThat(postings.contactOf(ofAFormThatIsGone("{\"email\":")).contactable())
                .isFalse();
        assertThat(postings.contactOf(ofAFormThatIsGone("{\"email\":\"bev at home\"}"))
                        .contactable())
                .isFalse();
    }
}
