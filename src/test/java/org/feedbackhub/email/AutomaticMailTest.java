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
                "X-Autorespond: Your feedback",
                "X-Auto-Generated: yes",
                "X-FC-MachineGenerated: true",
                "X-MS-Exchange-Inbox-Rules-Loop: a@example.org",
                "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent",
                "X-Loop: helpdesk@example.org",
                "Precedence: auto_reply",
                "Content-Type: text/calendar; method=REPLY",
                "Content-Type: multipart/report; report-type=feedback-report; boundary=b",
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
                "X-Auto-Response-Suppress: All",
                "X-FC-MachineGenerated: false",
                "X-MS-Has-Attach: yes",
                "X-MS-Exchange-Organization-SCL: 1",
                "Content-Type: text/plain; method=REPLY",
                "X-Priority: 1"
            })
    void a_person_stays_a_person(String header) {
        assertThat(Mails.read(Mails.withHeaders(header + "\n"), false)).isInstanceOf(Finding.Written.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Out of Office: bins",
                "Automatic reply: bins",
                "Undeliverable: bins",
                "Abwesenheitsnotiz",
                "Odpowiedź automatyczna: bins",
                "Auto: bins",
                "[Auto-Reply] bins"
            })
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
                "Undeliverable parcel left in bin store",
                "Auto repair shop blocks the pavement",
                "Automatic doors at the library",
                "On holiday and the bins were missed",
                "Read this: my complaint",
                "Annual leave of your planning officer",
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
