package org.feedbackhub.bench;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** Mails as residents send them, of 2 to 8 kB: plain, with an HTML part beside, with signature, disclaimer and history. */
final class BenchMails {

    private static final String[] SENTENCES = {
        "My brown bin was not emptied on Tuesday for the third time this spring, and it is starting to smell.",
        "I rang on the 4th and was told that somebody would come back to me within two days, which nobody has.",
        "We are both in our seventies and cannot take it to the tip ourselves.",
        "The crew drove straight past although it was out before seven, my neighbour saw them.",
        "I should like to know what happened and when it will be collected.",
        "Can you also tell me why the calendar on the website says something else than the leaflet?",
        "To be fair the lad who came last month was very helpful and even put the bin back for my mother.",
        "The hedge on the corner of Church Lane hangs over the pavement so that you have to step into the road with a pram.",
        "I have sent photographs twice and had no reply to either of them.",
        "Whoever answered the phone on Friday afternoon was patient and kind and sorted my council tax out in five minutes.",
        "It is not acceptable that we pay more each year and get less.",
        "Please confirm that you got this e-mail, as the form on the website crashed when I pressed send.",
        "There are needles by the swings again, my daughter nearly stepped on one.",
        "I am disappointed with how the planning officer spoke to my husband at the meeting.",
        "Thank you for the quick repair of the fence at the play park, the children noticed at once.",
        "Our street has been without light since the storm and it is pitch dark by half past four.",
    };

    private static final String NOW = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));

    private BenchMails() {}

    /** The mail of this number; the same each time. */
    static byte[] mail(int number) {
        Random random = new Random(number);
        String text = text(random, 4 + random.nextInt(10));
        StringBuilder mail = new StringBuilder(8_192);
        mail.append("Return-Path: <resident").append(number).append("@example.org>\r\n");
        for (int hop = 0; hop < 3; hop++) {
            mail.append("Received: from out")
                    .append(hop)
                    .append(".example.org (out")
                    .append(hop)
                    .append(".example.org [192.0.2.")
                    .append(1 + random.nextInt(250))
                    .append("])\r\n\tby mx.west-lindsey.gov.uk with ESMTPS id ")
                    .append(Long.toHexString(random.nextLong()))
                    .append("\r\n\tfor <experience@west-lindsey.gov.uk>; ")
                    .append(NOW)
                    .append("\r\n");
        }
        mail.append(
                        "Authentication-Results: mx.west-lindsey.gov.uk; spf=pass smtp.mailfrom=example.org;\r\n\tdkim=pass")
                .append(" header.d=example.org\r\nFrom: Resident Number ")
                .append(number)
                .append(" <resident")
                .append(number)
                .append("@example.org>\r\nTo: experience@west-lindsey.gov.uk\r\nSubject: ")
                .append(SENTENCES[random.nextInt(SENTENCES.length)], 0, 30)
                .append("\r\nDate: ")
                .append(NOW)
                .append("\r\nMessage-ID: <")
                .append(number)
                .append('.')
                .append(Long.toHexString(random.nextLong()))
                .append("@example.org>\r\nMIME-Version: 1.0\r\n");
        if (random.nextInt(3) == 0) {
            mail.append("Content-Type: text/plain; charset=utf-8\r\n\r\n")
                    .append(text)
                    .append(history(random));
        } else {
            mail.append("Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\n")
                    .append("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n")
                    .append(text)
                    .append("\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><style>p{margin:0}")
                    .append("</style></head><body><p>")
                    .append(text.replace("\r\n", "</p>\r\n<p>"))
                    .append("</p></body></html>\r\n--b--\r\n");
        }
        return mail.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What the writer of this mail might have put into a form, as a JSON string holds it. */
    static String words(int number) {
        Random random = new Random(number);
        return text(random, 4 + random.nextInt(10)).replace("\r\n", "\\n");
    }

    private static String text(Random random, int sentences) {
        StringBuilder text = new StringBuilder("Good morning,\r\n\r\n");
        for (int i = 0; i < sentences; i++) {
            text.append(SENTENCES[random.nextInt(SENTENCES.length)]).append(i % 3 == 2 ? "\r\n\r\n" : " ");
        }
        return text.append("\r\n\r\nKind regards\r\nJ. Example\r\n12 Church Lane, Gainsborough DN21 2NA\r\n\r\n")
                .append("Sent from my iPhone\r\n")
                .toString();
    }

    private static String history(Random random) {
        StringBuilder history = new StringBuilder("\r\nOn 28 May 2026, at 10:12, Customer Services wrote:\r\n\r\n");
        for (int i = 0; i < 8 + random.nextInt(20); i++) {
            history.append("> ")
                    .append(SENTENCES[random.nextInt(SENTENCES.length)])
                    .append("\r\n");
        }
        return history.toString();
    }
}
