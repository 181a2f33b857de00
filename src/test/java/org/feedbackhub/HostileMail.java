package org.feedbackhub;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Mails by which somebody wants the console to do something that nobody there has asked for. */
final class HostileMail {

    private final String listener;

    /** @param port of a listener on this machine that nothing must ever speak to */
    HostileMail(int port) {
        this.listener = "http://127.0.0.1:" + port;
    }

    /** Each of these tries to run as a script, or to load something, wherever it is shown without care. */
    List<String> payloads() {
        String act = "top.canary=window.canary=1;fetch('" + listener + "/ran');alert(1)";
        return List.of(
                "<script>" + act + "</script>",
                "</title></textarea></style><script>" + act + "</script>",
                "\"'><img src=x onerror=\"" + act + "\">",
                "<svg onload=\"" + act + "\"><animate onbegin=\"" + act + "\" attributeName=x></svg>",
                "<a href=\"javascript:" + act + "\">here</a>",
                "<meta http-equiv=refresh content=\"0;url=" + listener + "/refresh\">",
                "<img src=\"" + listener + "/pixel.png\"><link rel=stylesheet href=\"" + listener + "/style.css\">",
                "<iframe src=\"" + listener + "/frame\" srcdoc=\"<script>" + act + "</script>\"></iframe>",
                "<body onload=\"" + act + "\"><base href=\"" + listener + "/\">",
                "<div style=\"background:url(" + listener + "/background)\">styled</div>",
                "<form action=\"" + listener + "/form\"><button autofocus onfocus=\"" + act + "\">go</button></form>",
                "[[${T(java.lang.Runtime).getRuntime().exec('true')}]] [(${7*191})] __${7*191}__ {{constructor.constructor('"
                        + act.replace("'", "\\'") + "')()}} ${7*191} #{7*191} *{7*191}",
                // the last, since its style swallows what follows where it is HTML
                "<math><mtext></form><form><mglyph><style></math><img src onerror=\"" + act + "\">");
    }

    /** With every payload in every place that a page shows. @param marked whether the gateway marked it as spam */
    byte[] readable(String from, String to, String subject, boolean marked) {
        String all = String.join("\r\n", payloads());
        String boundary = "b" + UUID.randomUUID();
        return (header(from, to, subject) + (marked ? "X-Spam-Flag: YES\r\n" : "")
                        + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--"
                        + boundary + "\r\nContent-Type: multipart/alternative; boundary=in" + boundary + "\r\n\r\n--in"
                        + boundary + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                        + "I wish to complain. My bin was missed.\r\n" + all + "\r\n--in" + boundary
                        + "\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><title>x</title></head><body><p>I wish to <b>complain</b>.</p>"
                        + all + "</body></html>\r\n--in" + boundary
                        + "--\r\n" + attachments(boundary) + "--" + boundary + "--\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** One that cannot be read, so that its beginning is shown. */
    byte[] unreadable(String from, String to, String subject) {
        return (header(from, to, subject) + String.join("\r\n ", "X-Payload:", String.join("\r\n ", payloads()))
                        + "\r\nX-Long: " + "x ".repeat(80_000) + "\r\n\r\nx\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String header(String from, String to, String subject) {
        return "From: " + encoded(payloads().get(0) + payloads().get(2)) + " <" + from + ">\r\nTo: "
                + encoded(payloads().get(3)) + " <" + to + ">\r\nSubject: "
                + encoded(subject + String.join(" ", payloads())) + "\r\nDate: "
                + encoded(payloads().get(1))
                + "\r\nMessage-ID: <" + UUID.randomUUID() + "@example.org>\r\nX-Mailer: "
                + encoded(payloads().get(4))
                + "\r\n";
    }

    private String attachments(String boundary) {
        StringBuilder attachments = new StringBuilder();
        for (String name : payloads()) {
            attachments
                    .append("--")
                    .append(boundary)
                    .append("\r\nContent-Type: image/svg+xml; name=\"")
                    .append(encoded(name))
                    .append("\"\r\nContent-Disposition: attachment; filename=\"")
                    .append(encoded(name))
                    .append("\"\r\n\r\n<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>\r\n");
        }
        return attachments.toString();
    }

    private static String encoded(String value) {
        StringBuilder words = new StringBuilder();
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += 42) {
            byte[] piece = java.util.Arrays.copyOfRange(bytes, at, Math.min(at + 42, bytes.length));
            words.append(at == 0 ? "" : "\r\n ")
                    .append("=?utf-8?b?")
                    .append(Base64.getEncoder().encodeToString(piece))
                    .append("?=");
        }
        return words.toString();
    }
}
