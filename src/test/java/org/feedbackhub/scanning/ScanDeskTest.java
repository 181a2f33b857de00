package org.feedbackhub.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Scan;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.publishing.Outbox;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ScanDeskTest {

    private static final Reference REFERENCE = new Reference("WL-7NN1-CMXH");
    private static final Verdict CLEAN = new Verdict.Settled(Scan.CLEAN, "nothing found");
    private static final Verdict FAILED = new Verdict.Undecided("ERROR");

    private final ClamDaemon daemon = mock();
    private final FeedbackRecords records = mock();
    private final RawStore rawStore = mock();
    private final Outbox outbox = mock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScanDesk desk = new ScanDesk(
            daemon,
            records,
            rawStore,
            outbox,
            new TransactionTemplate(mock(PlatformTransactionManager.class)),
            registry);

    @Test
    void what_waits_is_scanned_and_told_of_and_what_is_settled_is_left() throws IOException {
        given(Scan.CLEAN, Scan.PENDING, Scan.NOT_SCANNED);
        when(daemon.scan(any())).thenReturn(new Verdict.Settled(Scan.INFECTED, "Eicar"));

        desk.scan(REFERENCE);

        verify(daemon).scan(any());
        assertThat(told()).containsExactly(Scan.CLEAN, Scan.INFECTED, Scan.NOT_SCANNED);
        assertThat(registry.counter("hub.scans", "result", "infected").count()).isEqualTo(1);
    }

    @Test
    void a_daemon_that_is_away_changes_nothing_and_is_asked_again() throws IOException {
        given(Scan.PENDING);
        when(daemon.scan(any())).thenThrow(new ConnectException());

        assertThatThrownBy(() -> desk.scan(REFERENCE)).isInstanceOf(TransientFault.class);

        verify(records, never()).recordScans(any(), any());
        verify(outbox, never()).recorded(any());
    }

    @Test
    void a_file_on_which_the_daemon_fails_holds_up_no_other() throws IOException {
        given(Scan.PENDING, Scan.PENDING);
        when(daemon.scan(any())).thenReturn(FAILED, CLEAN);

        assertThatThrownBy(() -> desk.scan(REFERENCE)).isInstanceOf(TransientFault.class);

        assertThat(told()).containsExactly(Scan.PENDING, Scan.CLEAN);
    }

    @Test
    void what_was_said_before_the_daemon_went_away_is_kept() throws IOException {
        given(Scan.PENDING, Scan.PENDING);
        when(daemon.scan(any())).thenReturn(CLEAN).thenThrow(new ConnectException());

        assertThatThrownBy(() -> desk.scan(REFERENCE)).isInstanceOf(TransientFault.class);

        assertThat(told()).containsExactly(Scan.CLEAN, Scan.PENDING);
    }

    @Test
    void a_file_that_the_raw_store_does_not_have_is_never_called_clean() throws IOException {
        given(Scan.PENDING);
        when(rawStore.open(any())).thenThrow(new NoSuchFileException("gone"));

        assertThatThrownBy(() -> desk.scan(REFERENCE)).isInstanceOf(TransientFault.class);

        verify(daemon, never()).scan(any());
        verify(outbox, never()).recorded(any());
    }

    @Test
    void a_file_still_too_large_is_not_told_of_twice() throws IOException {
        given(Scan.TOO_LARGE);
        when(daemon.scan(any())).thenReturn(new Verdict.Settled(Scan.TOO_LARGE, "StreamMaxLength"));

        desk.scan(REFERENCE);

        verify(records).recordScans(REFERENCE, Map.of(1, Scan.TOO_LARGE));
        verify(outbox, never()).recorded(any());
    }

    @Test
    void a_file_that_came_later_is_settled_and_changes_no_event() throws IOException {
        given(Scan.CLEAN);
        when(records.attachments(REFERENCE))
                .thenReturn(List.of(new Attachment(2, "photo.jpg", "image/jpeg", 1, "0".repeat(64), Scan.PENDING)));
        when(daemon.scan(any())).thenReturn(CLEAN);

        desk.scan(REFERENCE);

        verify(records).recordScans(REFERENCE, Map.of(2, Scan.CLEAN));
        verify(outbox, never()).recorded(any());
    }

    @Test
    void feedback_that_is_gone_is_nothing_to_scan() {
        when(records.attachments(REFERENCE)).thenReturn(List.of());

        desk.scan(REFERENCE);

        verify(records, never()).recordScans(any(), any());
    }

    private void given(Scan... scans) throws IOException {
        List<Attachment> attachments = IntStream.range(0, scans.length)
                .mapToObj(i -> new Attachment(i + 1, "photo.jpg", "image/jpeg", 1, "0".repeat(64), scans[i]))
                .toList();
        Feedback feedback = new Feedback(
                        REFERENCE,
                        Submission.ofText(new CouncilId("west-lindsey"), Channel.EMAIL, "See the photos."),
                        new Classification(
                                Kind.COMPLAINT, List.of(Kind.COMPLAINT), null, Set.of(), 1, List.of(), false),
                        Instant.EPOCH,
                        new Promise(LocalDate.EPOCH, null),
                        Feedback.FIRST_STAGE,
                        "0".repeat(64))
                .withAttachments(attachments);
        when(records.attachments(REFERENCE)).thenReturn(attachments);
        when(records.findLocked(REFERENCE)).thenReturn(Optional.of(feedback));
        when(rawStore.open(any())).thenReturn(InputStream.nullInputStream());
    }

    private List<Scan> told() {
        ArgumentCaptor<Feedback> told = ArgumentCaptor.forClass(Feedback.class);
        verify(records).recordState(told.capture());
        verify(outbox).recorded(told.getValue());
        return told.getValue().submission().attachments().stream()
                .map(Attachment::scan)
                .toList();
    }
}
