package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.feedbackhub.arrival.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticMailTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated (rejected)",
                "Return-Path: <>",
                "Precedence: bulk",
                "List-Id: <news.example.org>",
                "List-Unsubscribe: <mailto:x@example.org>",
                "X-Autoreply: yes",
                "X-Failed-Recipients: x@example.org",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b"
            })
    void a_machine_is_told_by_its_headers(String header) {
        assertThat(Mails.read(Mails.withHeaders(header + "\n"), false)).isInstanceOf(Finding.Automatic.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no",
                "Return-Path: <ann@example.org>",
                "Precedence: normal",
                "X-Mailer: Outlook",
                "X-Priority: 1"
            })
    void a_person_stays_a_person(String header) {
        assertThat(Mails.read(Mails.withHeaders(header + "\n"), false)).isInstanceOf(Finding.Written.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Out of Office: bins", "Automatic reply: bins", "Undeliverable: bins", "Abwesenheitsnotiz"})
    void a_machine_is_told_by_its_subject(String subject) {
        String mail = Mails.withHeaders("").replace("Subject: Bins", "Subject: " + subject);

        assertThat(Mails.read(mail, false)).isInstanceOf(Finding.Automatic.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your office was out of forms",
                "Re: Reply to my complaint",
                "Re: Automatic reply: my bin",
                "Out of office hours line never answered",
                "Delivery failed again - my new bin",
                "Returned mail: you sent it to my late father"
            })
    void a_person_may_speak_of_such_things(String subject) {
        String mail = Mails.withHeaders("").replace("Subject: Bins", "Subject: " + subject);

        assertThat(Mails.read(mail, false)).isInstanceOf(Finding.Written.class);
    }

    @Test
    void the_hubs_own_addresses_are_never_feedback() {
        String mail = Mails.withHeaders("").replace("ann@example.org", "experience@n-kesteven.gov.uk");

        assertThat(Mails.read(mail, false))
                .isInstanceOfSatisfying(Finding.Automatic.class, automatic -> assertThat(automatic.reason())
                        .startsWith("own-address"));
    }
}
