package org.feedbackhub.webform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.Outcome;
import org.feedbackhub.arrival.Quarantine;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.Recorded;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Channel;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class PostingAnswersTest {

    private static final Arrived KEPT = new Arrived(
            "web:west-lindsey/website/1",
            TestCouncils.WEST_LINDSEY,
            Channel.WEB_FORM,
            Instant.EPOCH,
            new RawItem("a".repeat(64), 1));

    private final Quarantine quarantine = mock();
    private final PostingAnswers answers = new PostingAnswers(
            mock(Postings.class),
            mock(FeedbackRecords.class),
            quarantine,
            new ObjectMapper().registerModule(new JavaTimeModule()),
            new SimpleMeterRegistry(),
            URI.create("http://127.0.0.1:8080"));

    private Exchange refused(Exception fault) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(PostingAnswers.KEPT, KEPT);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, fault);
        answers.refused(exchange);
        return exchange;
    }

    private static int status(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    }

    @Test
    void a_database_that_is_down_asks_to_post_again_and_puts_nothing_in_quarantine() {
        Exchange exchange = refused(new DataAccessResourceFailureException("connection refused"));

        assertThat(status(exchange)).isEqualTo(503);
        assertThat(exchange.getMessage().getHeader("Retry-After")).isEqualTo("10");
        verifyNoInteractions(quarantine);
    }

    @Test
    void a_refusal_is_told() {
        assertThat(status(refused(Refusal.of(Refusal.Cause.KEY_REUSED, "another posting"))))
                .isEqualTo(422);
        verifyNoInteractions(quarantine);
    }

    @Test
    void what_fails_by_itself_is_kept_for_a_person() {
        when(quarantine.keep(any(), any())).thenReturn(new Recorded(Outcome.QUARANTINED, null, false));

        assertThat(status(refused(new IllegalStateException("poison")))).isEqualTo(202);
    }
}
