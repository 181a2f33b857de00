package org.feedbackhub.webform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.feedbackhub.arrival.ArrivalLedger;
import org.feedbackhub.arrival.Attachments;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.Outcome;
import org.feedbackhub.arrival.Quarantine;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.arrival.Recorded;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.TransientFault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class PageDeskTest {

    private final RawStore rawStore = mock();
    private final Quarantine quarantine = mock();
    private final ProducerTemplate route = mock();
    private final PageDesk desk = new PageDesk(
            new FormReader(FormBodiesTest.LIMITS, new Attachments(rawStore)),
            new FormBodies(FormBodiesTest.LIMITS),
            rawStore,
            mock(ArrivalLedger.class),
            mock(FeedbackRecords.class),
            quarantine,
            route,
            new ObjectMapper(),
            InstantSource.fixed(Instant.EPOCH));

    private final PageState page = new PageState(
            TestCouncils.read().get(TestCouncils.WEST_LINDSEY),
            PageKind.RESIDENT,
            "token",
            Instant.EPOCH,
            true,
            Map.of("message", "The stile by Hillcrest is broken"),
            List.of(),
            false,
            false);

    @BeforeEach
    void keeps() throws IOException {
        when(rawStore.keep(any())).thenReturn(new RawItem("a".repeat(64), 1));
    }

    @Test
    void a_database_that_is_down_is_waited_out_and_puts_nothing_in_quarantine() {
        when(route.requestBody(any(String.class), any(Object.class), eq(Recorded.class)))
                .thenThrow(new DataAccessResourceFailureException("connection refused"));

        assertThatThrownBy(() -> desk.send(page, List.of())).isInstanceOf(TransientFault.class);
        verifyNoInteractions(quarantine);
    }

    @Test
    void a_database_that_goes_down_before_the_quarantine_is_waited_out_as_well() {
        when(route.requestBody(any(String.class), any(Object.class), eq(Recorded.class)))
                .thenThrow(new IllegalStateException("poison"));
        when(quarantine.keep(any(), any())).thenThrow(new DataAccessResourceFailureException("connection refused"));

        assertThatThrownBy(() -> desk.send(page, List.of())).isInstanceOf(TransientFault.class);
    }

    @Test
    void what_fails_by_itself_is_kept_for_a_person() {
        when(route.requestBody(any(String.class), any(Object.class), eq(Recorded.class)))
                .thenThrow(new IllegalStateException("poison"));
        when(quarantine.keep(any(), any())).thenReturn(new Recorded(Outcome.QUARANTINED, null, false));

        assertThat(desk.send(page, List.of())).isEqualTo(new PageSent(null, null, null, false));
    }
}
