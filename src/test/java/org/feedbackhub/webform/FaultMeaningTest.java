package org.feedbackhub.webform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.TransientFault;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

class FaultMeaningTest {

    private static final Exception DOWN = new DataAccessResourceFailureException("connection refused");

    @Test
    void what_is_down_is_waited_out() {
        assertThat(List.of(new TransientFault("down"), DOWN, new CannotCreateTransactionException("no connection")))
                .allMatch(fault -> FaultMeaning.of(fault) == FaultMeaning.SEND_AGAIN);
    }

    @Test
    void what_would_fail_each_time_is_for_a_person() {
        assertThat(List.of(
                        new IllegalStateException("poison"),
                        new PermanentFault("refused", DOWN),
                        new DataIntegrityViolationException("NUL"),
                        new StackOverflowError()))
                .allMatch(fault -> FaultMeaning.of(fault) == FaultMeaning.QUARANTINE);
    }

    @Test
    void what_is_not_taken_is_told() {
        assertThat(FaultMeaning.of(Refusal.of(Refusal.Cause.MALFORMED, "no JSON")))
                .isEqualTo(FaultMeaning.REFUSED);
    }

    @Test
    void what_a_route_wraps_means_the_same() {
        Exception wrapped = new CamelExecutionException("failed", new DefaultExchange(new DefaultCamelContext()), DOWN);

        assertThat(FaultMeaning.of(wrapped)).isEqualTo(FaultMeaning.SEND_AGAIN);
        assertThat(FaultMeaning.bare(wrapped)).isSameAs(DOWN);
    }
}
