package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** Messages that are made to use up time, memory or the stack, against the limits that the hub has by default. */
class HostileMailTest {

    private static final String HTML = "From: a@example.org\nContent-Type: text/html\n\n";

    static Stream<Named<String>> read_or_refused_in_a_moment() {
        String nested = "Content-Type: multipart/mixed; boundary=b%1$d\n\n--b%1$d\n";
        StringBuilder distinct = new StringBuilder("From: a@example.org\n");
        for (int i = 0; i < 100_000; i++) {
            distinct.append(nested.formatted(i));
        }
        return Map.ofEntries(
                        Map.entry("nested multiparts", distinct.toString()),
                        Map.entry(
                                "nested multiparts of one boundary",
                                "From: a@example.org\n" + nested.formatted(1).repeat(100_000)),
                        Map.entry(
                                "nested messages",
                                "From: a@example.org\n" + "Content-Type: message/rfc822\n\n".repeat(100_000)),
                        Map.entry("one long line", "From: a@example.org\n\n" + "x".repeat(30_000_000)),
                        Map.entry("one long line of HTML", HTML + "<b>x".repeat(7_000_000)),
                        Map.entry("empty headers", "X:\n".repeat(1_000_000) + "\nx"),
                        Map.entry("encoded words that do not end", "Subject: " + "=?u?q?".repeat(16_000) + "\n\nx"),
                        Map.entry("encoded words", "Subject: " + "=?utf-8?q?a?= ".repeat(7_000) + "\n\nx"),
                        Map.entry("beginnings of encoded words", "Subject: " + "=?".repeat(49_000) + "\n\nx"),
                        Map.entry("parameters", "Content-Type: text/plain" + "; a*0*=x".repeat(12_000) + "\n\nx"),
                        Map.entry("addresses", "From: " + "a <".repeat(30_000) + "\n\nx"),
                        Map.entry("comments", "From: " + "(".repeat(90_000) + "\n\nx"),
                        Map.entry("angles", HTML + "<\n".repeat(1_000_000)),
                        Map.entry("deep elements", HTML + "<div>\n".repeat(300_000) + "x"),
                        Map.entry("open formatting", HTML + "<b><i><font color=red><p>x\n".repeat(70_000)),
                        Map.entry("open tables", HTML + "<table><tr><td>\n".repeat(100_000)),
                        Map.entry("links in links", HTML + "<a href=http://a.example/><b>\n".repeat(60_000)),
                        Map.entry("attributes", HTML + "<p " + "a=b\nc".repeat(300_000) + ">x"),
                        Map.entry("quotes", HTML + "<blockquote type=cite>x\n".repeat(80_000)),
                        Map.entry("begins of uuencode", "From: a@example.org\n\n" + "begin 644 x\n".repeat(100_000)),
                        Map.entry(
                                "begins of armour",
                                "From: a@example.org\n\n"
                                        + "-----BEGIN PGP SIGNED MESSAGE-----\nA: b\n".repeat(40_000)))
                .entrySet()
                .stream()
                .map(hostile -> Named.of(hostile.getKey(), hostile.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @Timeout(10)
    void read_or_refused_in_a_moment(String hostile) {
        byte[] bytes = hostile.getBytes(StandardCharsets.ISO_8859_1);
        long start = System.nanoTime();

        MailParse parse = new MailParser(Mails.REAL_LIMITS).parse(bytes);

        assertThat(parse).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(5_500));
    }

    @Test
    @Timeout(10)
    void the_rules_of_automatic_mail_are_not_held_up_either() {
        String subject = "undeliverable returned staff-".repeat(3_000);
        String text = "mailbox is full a.b-c ".repeat(9_000);
        String mail = "From: \"" + "staff-no-reply-postmaster ".repeat(3_000) + "\" <a@example.org>\nSubject: "
                + subject + "\n\n" + text;

        ParsedMail parsed = ((MailParse.Read)
                        new MailParser(Mails.REAL_LIMITS).parse(mail.getBytes(StandardCharsets.UTF_8)))
                .mail();
        AutomaticMail.read(Path.of("config/email/automatic-mail.yaml")).recognise(parsed);

        assertThat(BouncedMail.report(parsed)).isNotNull();
    }

    @Test
    void what_takes_too_long_is_refused_with_that_reason() {
        MailLimits hasty = new MailLimits(
                DataSize.ofMegabytes(40), 100_000, 2_000, 1_000_000, 500, 20, 200_000, 2_000_000, Duration.ofNanos(1));

        assertThat(new MailParser(hasty).parse(Mails.withHeaders("").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(MailParse.Refused.class, refused -> assertThat(refused.reason())
                        .startsWith("took longer than"));
    }
}
