package org.feedbackhub.webform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests of the contract's own fields, and spoils them in every way in which form products, middle boxes and people with
 * bad intentions do. The same seed and number make the same body.
 */
final class OddPostings {

    private static final String PLACE = "/v1/councils/west-lindsey/feedback";

    private static final List<String> MESSAGES = List.of(
            "My brown bin was missed again on Tuesday and nobody rings back, I want to complain.",
            "Thank you to the lovely crew who came back for my bin.",
            "You might put a bench beside the bus shelter in Caistor.",
            "There is a pothole in Church Lane.",
            "Kosz na śmieci nie został opróżniony, proszę o kontakt.",
            "m");

    private static final List<String> ODD_TEXTS = List.of(
            "",
            "   ",
            "\u0000",
            "a\u0000b",
            "\uD800",
            "\uDC00x",
            "x\uD83D",
            "\uFFFE\uFFFF",
            "\u202Eevil\u2066",
            "e\u0301".repeat(50),
            "\uD83D\uDE00".repeat(300),
            "x".repeat(1_999),
            "x".repeat(2_001),
            "long ".repeat(10_500),
            "\r\n\r\n",
            "a\r\nSubject: injected",
            "';drop table arrival;--",
            "${jndi:ldap://127.0.0.1/a}",
            "{{7*7}}${7*7}#{7*7}",
            "<script>alert(1)</script>",
            "\u2028\u2029\u0085",
            "\u001B[31m",
            "%00%zz",
            "no",
            "WL-7K3M-9QD2",
            "wl 0000 0000",
            "a@b.example",
            "\uD800@example.org",
            "a\u0000@example.org",
            "doreen@exam\u0000ple.org",
            "x".repeat(64) + "@example.org",
            "\u00E4\u00F6@\u00FC.example",
            "\"a b\"@example.org",
            "-".repeat(300));

    private static final List<String> ODD_JSON = List.of(
            "null",
            "true",
            "0",
            "-0",
            "1e999",
            "1e-999999",
            "123456789012345678901234567890.123456789",
            "9".repeat(900),
            "9".repeat(1_500),
            "[]",
            "{}",
            "[[]]",
            "[null,\"a\",1,[\"b\",{\"c\":\"d\"}]]",
            "{\"a\":{\"b\":[1,2,{\"c\":null}]}}",
            "[".repeat(19) + "]".repeat(19),
            "[".repeat(60) + "]".repeat(60),
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud83d\\ude00\"",
            "\"\\x41\"",
            "NaN",
            "'single'",
            "01",
            "\"");

    private static final List<String> KEYS = List.of(
            "a b",
            "",
            " ",
            "k".repeat(200),
            "k".repeat(201),
            "ke\u00FFy",
            "a/b/c",
            "../../etc/passwd",
            "%00",
            "'\"<>&",
            "{\"a\":1}",
            "${x}",
            "!~",
            "\t");

    private final Random random;
    private final List<String> fields = new ArrayList<>();
    private final List<String> channels = new ArrayList<>();
    private final String secret;
    private String doing = "";

    OddPostings(FeedbackApi api, String secret, long seed) {
        api.fields().fieldNames().forEachRemaining(fields::add);
        for (JsonNode channel : api.fields().at("/channel/enum")) {
            channels.add(channel.asText());
        }
        this.secret = secret;
        this.random = new Random(seed);
    }

    /**
     * A request.
     *
     * @param what what was done to it
     * @param key under which it is known if it is taken, or null if that cannot be told
     */
    record Odd(String what, String method, byte[] bytes, byte[] body, @Nullable String key, boolean endsEarly) {

        /** Whether its address is none by HTTP, so that the web server answers by itself. */
        boolean addressIsNone() {
            return what.contains("path /v1/councils/%00") || what.contains("?a[]");
        }
    }

    private record Coded(String contentType, byte[] body) {}

    Odd next() {
        doing = "";
        Coded coded =
                switch (random.nextInt(3)) {
                    case 0 -> json();
                    case 1 -> encoded();
                    default -> multipart();
                };
        byte[] body = rarely(8) ? spoilt(coded.body()) : coded.body();
        String contentType = rarely(12) ? oddType(coded.contentType()) : coded.contentType();
        return request(contentType, body);
    }

    private Odd request(String contentType, byte[] body) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        String key = id;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1");
        headers.put("Content-Type", contentType);
        String method = "POST";
        String path = PLACE;
        if (rarely(30)) {
            method = pick(List.of("GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "post"));
            did("method " + method);
        } else if (rarely(30)) {
            path = oddPath();
            did("path " + path);
        }
        headers.putAll(signature(id, body));
        if (rarely(10)) {
            String own = rarely(2) ? pick(KEYS) : "key-" + id;
            headers.put("Idempotency-Key", own);
            key = own.equals("key-" + id) ? own : null;
            did("key " + own);
        }
        if (rarely(15)) {
            oddHeader(headers);
        }
        boolean endsEarly = false;
        byte[] sent = body;
        if (rarely(50) && body.length > 2) {
            sent = java.util.Arrays.copyOf(body, random.nextInt(body.length - 1) + 1);
            endsEarly = true;
            did("cut off at " + sent.length + " of " + body.length);
        }
        boolean chunked = !endsEarly && rarely(6);
        headers.put(chunked ? "Transfer-Encoding" : "Content-Length", chunked ? "chunked" : "" + body.length);
        return new Odd(doing, method, bytes(method, path, headers, sent, chunked), body, key, endsEarly);
    }

    private Map<String, String> signature(String id, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        String timestamp = String.valueOf(Instant.now().getEpochSecond());
        String signature = "v1," + sign(id + "." + timestamp + ".", body);
        if (rarely(20)) {
            did("proof spoilt");
            switch (random.nextInt(6)) {
                case 0 -> signature = signature.substring(0, signature.length() - 6);
                case 1 -> signature = "v1," + "A".repeat(44) + " " + "v2,x " + "v1";
                case 2 ->
                    timestamp = pick(List.of("", "x", "-1", "99999999999999999999", "1e9", "0", "9223372036854775807"));
                case 3 -> signature = "\u00E4\u00F6\u00FC,";
                case 4 -> signature = " , ,v1,, ".repeat(200);
                default -> id = id + "x";
            }
        }
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put("webhook-signature", signature);
        if (rarely(60)) {
            headers.keySet().removeIf(name -> rarely(2));
            headers.put(
                    "Authorization",
                    pick(List.of("Bearer", "Bearer ", "Basic eDp5", "Bearer " + secret, "bearer x y z")));
            did("other proof");
        }
        return headers;
    }

    private String sign(String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String oddPath() {
        return pick(List.of(
                "/v1",
                "/v1/",
                "/v1/councils",
                "/v1/councils/west-lindsey",
                "/v1/councils//feedback",
                "/v1/councils/west-lindsey/feedback/",
                "/v1/councils/west-lindsey/feedback/x",
                "/v1/councils/WEST-LINDSEY/feedback",
                "/v1/councils/atlantis/feedback",
                "/v1/councils/%00/feedback",
                "/v1/councils/west%20lindsey/feedback",
                "/v1/councils/%C3%A9%F0%9F%98%80/feedback",
                "/v1/councils/west-lindsey;a=b/feedback",
                "/v1/councils/..;/feedback",
                "/v1/councils/" + "c".repeat(2_000) + "/feedback",
                "/v1/councils/west-lindsey/feedback?council=north-kesteven&message=x",
                "/v1/councils/west-lindsey/feedback?%zz=%",
                "/v1/councils/west-lindsey/feedback?a[]=1&a=2&bridgeEndpoint=true"));
    }

    private void oddHeader(Map<String, String> headers) {
        String name = pick(List.of(
                "Council",
                "CamelHttpUri",
                "CamelHttpPath",
                "Content-Encoding",
                "Expect",
                "X-Forwarded-For",
                "Accept",
                "CamelBeanMethodName",
                "Cookie",
                "X-Http-Method-Override",
                "Accept-Encoding",
                "Range",
                "posted",
                "Retry-After"));
        String value = pick(List.of(
                "north-kesteven",
                "gzip",
                "100-continue",
                "1.2.3.4",
                "text/html",
                "DELETE",
                "file:/etc/passwd",
                "\u00FF\u00FE",
                "x".repeat(3_000),
                "a=b; c=\"d",
                ""));
        if (!name.equals("Expect")) {
            headers.put(name, value);
            did("header " + name + ": " + shown(value));
        }
    }

    private String oddType(String type) {
        String odd = pick(List.of(
                "",
                "application/json; charset=utf-16",
                "application/json;charset=\"nope",
                "APPLICATION/JSON ; a=b",
                "text/plain",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=\"" + "b".repeat(300) + "\"",
                "multipart/form-data; boundary=other",
                "multipart/form-data; boundary=fuzz; boundary=other",
                "multipart/mixed; boundary=fuzz",
                "application/x-www-form-urlencoded; charset=ebcdic",
                ";;;",
                "application/json, text/plain",
                "a\u00FFb/c",
                type + "; x=" + "y".repeat(1_000),
                type.replace('/', ' ')));
        did("type " + shown(odd));
        return odd;
    }

    private String value(String field) {
        if (rarely(6)) {
            String odd = pick(ODD_TEXTS);
            did(field + "=" + shown(odd));
            return odd;
        }
        return switch (field) {
            case "message" -> pick(MESSAGES);
            case "channel" -> rarely(3) ? pick(channels) : "web-form";
            case "takenBy" -> rarely(10) ? "jo" : "";
            case "email" -> rarely(10) ? "r" + random.nextInt(5) + "@example.org" : "";
            case "reference" -> "";
            case "tenancy", "accessibilityNeeds" -> rarely(2) ? "no" : "yes";
            default -> "some " + field;
        };
    }

    private List<String> some() {
        List<String> some = new ArrayList<>();
        if (!rarely(12)) {
            some.add("message");
        }
        for (String field : fields) {
            if (!field.equals("message") && rarely(3)) {
                some.add(field);
            }
        }
        if (rarely(5)) {
            some.add(rarely(2) ? "shoeSize" : pick(ODD_TEXTS));
        }
        if (rarely(15) && !some.isEmpty()) {
            some.add(pick(some));
            did("a name twice");
        }
        return some;
    }

    private Coded json() {
        StringJoiner members = new StringJoiner(",", "{", "}");
        for (String field : some()) {
            if (rarely(9)) {
                String odd = pick(ODD_JSON);
                did(field + ":" + shown(odd));
                members.add(quoted(field) + ":" + odd);
            } else {
                members.add(quoted(field) + ":" + quoted(value(field)));
            }
        }
        if (rarely(5)) {
            members.add("\"files\":" + files());
        }
        if (rarely(40)) {
            members.add("\"a\":".concat("{\"a\":".repeat(500)).concat("1").concat("}".repeat(500)));
            did("deep");
        }
        String text = members.toString();
        if (rarely(25)) {
            text = pick(List.of(
                    "[" + text + "]", text + text, "\uFEFF" + text, text + " x", "null", "\"m\"", "", "/**/" + text));
            did("wrapped");
        }
        Charset charset = rarely(25)
                ? pick(List.of(
                        StandardCharsets.UTF_16LE,
                        StandardCharsets.UTF_16BE,
                        StandardCharsets.UTF_16,
                        StandardCharsets.ISO_8859_1))
                : StandardCharsets.UTF_8;
        return new Coded("application/json", text.getBytes(charset));
    }

    private String files() {
        if (rarely(3)) {
            String odd = rarely(2)
                    ? pick(ODD_JSON)
                    : pick(List.of(
                            "[\"a\"]",
                            "[null]",
                            "[[]]",
                            "[{}]",
                            "[{\"content\":5}]",
                            "[{\"content\":\"%%\"}]",
                            "[{\"content\":\"YQ=\"}]",
                            "[{\"content\":null,\"name\":7,\"mediaType\":{}}]",
                            "{\"name\":\"a\",\"content\":\"YQ==\"}"));
            did("files:" + shown(odd));
            return odd;
        }
        StringJoiner files = new StringJoiner(",", "[", "]");
        for (int i = random.nextInt(rarely(10) ? 14 : 3); i >= 0; i--) {
            files.add("{\"name\":" + quoted(fileName()) + ",\"mediaType\":" + quoted(mediaType()) + ",\"content\":\""
                    + Base64.getEncoder().encodeToString(content()) + "\"}");
        }
        return files.toString();
    }

    private String fileName() {
        return rarely(3) ? pick(ODD_TEXTS) : "picture " + random.nextInt(100) + ".png";
    }

    private String mediaType() {
        return pick(
                List.of("image/png", "text/html", "message/rfc822", "application/zip", "", "/", "x", "MESSAGE/RFC822"));
    }

    private byte[] content() {
        byte[] content = new byte[random.nextInt(200)];
        random.nextBytes(content);
        byte[] start = pick(List.of("%PDF-1.7", "PK\u0003\u0004", "<html>", "\u0089PNG\r\n", "From: a@b\r\n\r\nx", ""))
                .getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(start, 0, content, 0, Math.min(start.length, content.length));
        return content;
    }

    private Coded encoded() {
        StringJoiner pairs = new StringJoiner("&");
        for (String field : some()) {
            pairs.add(percent(field) + "=" + percent(value(field)));
        }
        if (rarely(12)) {
            pairs.add(pick(List.of(
                    "=", "&&&", "a", "a=%", "a=%zz", "%=%", "b=%ff%fe", "c=%ED%A0%80", "d=%00", "=x=y=z", "a;b=c")));
            did("pairs " + pairs.toString().substring(Math.max(0, pairs.length() - 12)));
        }
        if (rarely(60)) {
            pairs.add("x=1&".repeat(600));
            did("many");
        }
        return new Coded("application/x-www-form-urlencoded", pairs.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Coded multipart() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String boundary = rarely(20) ? pick(List.of("a b", "'()+_,-./:=?", "x".repeat(70), "x".repeat(200))) : "fuzz";
        if (rarely(15)) {
            text(out, "a preamble\r\n");
        }
        for (String field : some()) {
            text(
                    out,
                    "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.replace("\"", "%22")
                            + "\"\r\n");
            if (rarely(15)) {
                text(
                        out,
                        pick(List.of(
                                "Content-Type: text/plain; charset=utf-16\r\n",
                                "Content-Transfer-Encoding: base64\r\n",
                                "Content-Transfer-Encoding: quoted-printable\r\n",
                                "Content-Transfer-Encoding: x-nope\r\n",
                                "Content-Type: multipart/mixed; boundary=inner\r\n",
                                "Content-Type: message/rfc822\r\n",
                                "Content-Type\r\n",
                                ": nothing\r\n",
                                "X: " + "h".repeat(9_000) + "\r\n",
                                "Content-Disposition: attachment\r\n",
                                " folded\r\n")));
                did("part header");
            }
            text(out, "\r\n" + value(field) + "\r\n");
        }
        while (rarely(4)) {
            text(
                    out,
                    "--" + boundary + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\""
                            + fileName().replace("\"", "%22") + "\"\r\nContent-Type: " + mediaType() + "\r\n\r\n");
            out.writeBytes(content());
            text(out, "\r\n");
        }
        text(
                out,
                rarely(15)
                        ? pick(List.of("", "--" + boundary, "--" + boundary + "-", "--" + boundary + "--\r\nepilogue"))
                        : "--" + boundary + "--\r\n");
        return new Coded("multipart/form-data; boundary=\"" + boundary + "\"", out.toByteArray());
    }

    private byte[] spoilt(byte[] body) {
        if (body.length == 0) {
            return body;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = random.nextInt(body.length);
        int how = random.nextInt(5);
        did("bytes spoilt " + how + " at " + at);
        out.write(body, 0, at);
        switch (how) {
            case 0 -> out.write(body, at + 1, body.length - at - 1);
            case 1 -> {
                out.write(random.nextInt(256));
                out.write(body, at + 1, body.length - at - 1);
            }
            case 2 -> {
                byte[] noise = new byte[random.nextInt(40) + 1];
                random.nextBytes(noise);
                out.writeBytes(noise);
                out.write(body, at, body.length - at);
            }
            case 3 -> {
                out.write(body, at, body.length - at);
                out.write(body, at, body.length - at);
            }
            default -> {}
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String method, String path, Map<String, String> headers, byte[] body, boolean chunked) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!chunked) {
            out.writeBytes(body);
        } else {
            for (int at = 0; at < body.length; at += 1_000) {
                int size = Math.min(1_000, body.length - at);
                text(out, Integer.toHexString(size) + "\r\n");
                out.write(body, at, size);
                text(out, "\r\n");
            }
            text(out, "0\r\n\r\n");
        }
        return out.toByteArray();
    }

    /** Lone surrogates go as the three bytes that a careless encoder makes of them. */
    private static void text(ByteArrayOutputStream out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            boolean pair = Character.isHighSurrogate(sign)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                out.writeBytes(text.substring(i, i + 2).getBytes(StandardCharsets.UTF_8));
                i++;
            } else if (Character.isSurrogate(sign)) {
                out.write(0xE0 | sign >> 12);
                out.write(0x80 | sign >> 6 & 0x3F);
                out.write(0x80 | sign & 0x3F);
            } else {
                out.writeBytes(String.valueOf(sign).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String percent(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text(bytes, text);
        StringBuilder coded = new StringBuilder();
        for (byte one : bytes.toByteArray()) {
            boolean plain = one >= 'a' && one <= 'z' || one >= 'A' && one <= 'Z' || one >= '0' && one <= '9';
            coded.append(plain ? String.valueOf((char) one) : one == ' ' ? "+" : "%%%02X".formatted(one & 0xFF));
        }
        return coded.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char sign : text.toCharArray()) {
            if (sign < 0x20 || sign == '"' || sign == '\\' || Character.isSurrogate(sign)) {
                quoted.append("\\u%04x".formatted((int) sign));
            } else {
                quoted.append(sign);
            }
        }
        return quoted.append('"').toString();
    }

    private static String shown(String text) {
        String quoted = quoted(text);
        return quoted.length() > 60 ? quoted.substring(0, 60) + "…" + quoted.length() : quoted;
    }

    private void did(String what) {
        doing += (doing.isEmpty() ? "" : ", ") + what;
    }

    private boolean rarely(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
