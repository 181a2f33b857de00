package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReceiptTimeTest {

    private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
    private static final Instant INTERNAL = Instant.parse("2026-06-09T08:00:00Z");

    @Test
    void is_the_topmost_received_headers_date() {
        String received = "from mx.example.org by mx.west-lindsey.gov.uk;\r\n\tMon, 8 Jun 2026 10:15:00 +0100 (BST)";

        assertThat(ReceiptTime.of(received, INTERNAL, NOW)).isEqualTo("2026-06-08T09:15:00Z");
    }

    @Test
    void is_the_servers_own_date_where_the_header_has_none() {
        assertThat(ReceiptTime.of("from somewhere", INTERNAL, NOW)).isEqualTo(INTERNAL);
        assertThat(ReceiptTime.of("from somewhere; yesterday", INTERNAL, NOW)).isEqualTo(INTERNAL);
        assertThat(ReceiptTime.of(null, null, NOW)).isEqualTo(NOW);
    }

    @Test
    void is_never_in_the_future() {
        assertThat(ReceiptTime.of("by x; Mon, 8 Jun 2037 10:15:00 +0100", INTERNAL, NOW))
                .isEqualTo(NOW);
    }
}
