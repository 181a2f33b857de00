package org.feedbackhub.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MailStartTest {

    private static final String TRACED =
            "Return-Path: <a@example.org>\r\nReceived: from a.example.org\r\n by mx; Mon, 1 Jun 2026 09:00:00 +0100\r\n"
                    + "Received: from b; Sun, 31 May 2026 09:00:00 +0100\r\nSubject: Bins\r\n\r\nMy bin.\r\n";

    @Test
    void the_topmost_received_header_is_found_with_its_folds() throws IOException {
        assertThat(topmost(TRACED)).contains("from a.example.org\r\n by mx; Mon, 1 Jun 2026 09:00:00 +0100");
        assertThat(topmost(TRACED.replace("\r\n", "\n"))).endsWith("Mon, 1 Jun 2026 09:00:00 +0100");
    }

    @Test
    void what_only_looks_like_one_in_the_text_is_none() throws IOException {
        String forwarded = "Subject: Fwd\r\n\r\nReceived: from b; Sun, 31 May 2026 09:00:00 +0100\r\n";

        assertThat(topmost(forwarded)).isNull();
        assertThat(topmost(forwarded.replace("\r\n", "\n"))).isNull();
    }

    @Test
    void everything_passes_and_only_the_start_is_kept() throws IOException {
        String late = "X-Long: " + "x".repeat(40_000) + "\r\nReceived: from b; Sun, 31 May 2026 09:00:00 +0100\r\n\r\n";
        MailStart start = new MailStart();
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        OutputStream out = start.before(passed);
        byte[] bytes = late.getBytes(StandardCharsets.UTF_8);
        out.write(bytes[0]);
        out.write(bytes, 1, 20_000);
        out.write(bytes, 20_001, bytes.length - 20_001);
        out.write('x');

        assertThat(passed.toString(StandardCharsets.UTF_8)).isEqualTo(late + "x");
        assertThat(start.topmostReceived()).isNull();
    }

    private static String topmost(String mail) throws IOException {
        MailStart start = new MailStart();
        start.before(new ByteArrayOutputStream()).write(mail.getBytes(StandardCharsets.UTF_8));
        return start.topmostReceived();
    }
}
