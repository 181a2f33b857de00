package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    private static final String MAIL =
            """
            From: Ann Hill <ann@example.org>
            Date: Mon, 1 Jun 2026 09:00:00 +0100
            Message-ID: <1@example.org>
            Subject: Bins

            My bin was missed again.
            It is full.
            """;

    @Test
    void another_way_of_delivery_is_the_same_mail() {
        String delivered = "Received: from a by b; Mon, 1 Jun 2026 09:01:00 +0100\nX-Spam-Score: 1\n"
                + MAIL.replace("\n", "\r\n")
                        .replace("again.\r\n", "again. \r\n\r\n")
                        .replace("Ann Hill", "A Hill");

        assertThat(of(delivered)).isEqualTo(of(MAIL));
    }

    @ParameterizedTest(name = "{1} in place of {0}")
    @CsvSource({
        "<1@example.org>, <2@example.org>",
        "ann@example.org, ben@example.org",
        "09:00:00, 09:00:01",
        "It is full., It is empty."
    })
    void another_id_sender_date_or_text_is_another_mail(String part, String other) {
        assertThat(of(MAIL.replace(part, other))).isNotEqualTo(of(MAIL));
    }

    @Test
    void without_an_id_only_the_very_same_bytes_are_a_copy() {
        String nameless = MAIL.replace("Message-ID: <1@example.org>\n", "");

        assertThat(of(nameless)).isEqualTo(of(nameless)).isNotEqualTo(of("X-Header: x\n" + nameless));
    }

    private static String of(String mail) {
        byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
        RawItem raw = new RawItem(Integer.toHexString(Arrays.hashCode(bytes)), bytes.length);
        Arrived arrived = new Arrived("test", TestCouncils.WEST_LINDSEY, Channel.EMAIL, Instant.EPOCH, raw);
        Finding finding = Mails.reader().read(arrived, bytes, false);
        return ((Finding.Written) finding).submission().origin().fingerprint();
    }
}
