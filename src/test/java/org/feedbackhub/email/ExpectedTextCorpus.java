package org.feedbackhub.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.feedbackhub.CorpusReport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/**
 * Compares what the parser makes of messages with what the authors of two other parsers expect, whitespace apart.
 *
 * <p>{@code stalwart_eml_json}: beside each {@code .eml} a {@code .json} with the decoded parts, and in {@code text_body} the
 * numbers of those that are the text. Parts that are HTML go through {@link HtmlText} first. Where {@code text_body} is
 * empty, the parts that are text count, and after them those of messages inside. Subject and sender are those of the first
 * part's headers. The folder {@code malformed} counts by itself as well, since what a broken message says is a matter of opinion.
 *
 * <p>{@code mime4j_testmsgs}: beside each {@code .msg} a {@code _decoded.xml} with the tree of parts, its header fields and the
 * names of files that hold the decoded bodies. The text is that of the text bodies that are no named file, outside messages
 * within; of alternatives the plain one. Where a multipart has no part, its preamble counts. The subject is the XML's field,
 * its encoded words decoded. Text that is marked up (HTML, enriched) or holds uuencoded files is taken through the classes that
 * the parser uses, since the files hold it as it was sent. A message without any header field is all text here.
 */
class ExpectedTextCorpus {

    private static final MailLimits LIMITS = Mails.REAL_LIMITS;

    private final MailParser parser = new MailParser(LIMITS);

    @Test
    void texts_subjects_and_senders_are_stalwarts() throws IOException {
        Path folder = CorpusReport.folder("stalwart_eml_json");
        CorpusReport texts = new CorpusReport("stalwart-texts");
        CorpusReport malformed = new CorpusReport("stalwart-malformed-texts");
        CorpusReport headers = new CorpusReport("stalwart-subjects-and-senders");
        for (Path file : files(folder, ".eml")) {
            JsonNode expected =
                    new ObjectMapper().readTree(beside(file, ".json").toFile());
            String name = folder.relativize(file).toString();
            if (parser.parse(Files.readAllBytes(file)) instanceof MailParse.Read read) {
                compare(
                        name.startsWith("malformed") ? malformed : texts,
                        name,
                        stalwartText(expected),
                        read.mail().text());
                compare(headers, name, stalwartSubject(expected), read.mail().subject());
                compare(headers, name, stalwartSender(expected), sender(read.mail()));
            } else {
                texts.add(false, name, "refused");
            }
        }
        headers.finish(0.9);
        malformed.finish(0.75);
        texts.finish(0.97);
    }

    @Test
    void texts_and_subjects_are_mime4js() throws IOException {
        Path folder = CorpusReport.folder("mime4j_testmsgs");
        CorpusReport texts = new CorpusReport("mime4j-texts");
        CorpusReport subjects = new CorpusReport("mime4j-subjects");
        for (Path file : files(folder, ".msg")) {
            String xml = Files.readString(beside(file, "_decoded.xml"), java.nio.charset.StandardCharsets.ISO_8859_1);
            Element message = Jsoup.parse(xml, Parser.xmlParser()).firstElementChild();
            String name = folder.relativize(file).toString();
            if (message != null && parser.parse(Files.readAllBytes(file)) instanceof MailParse.Read read) {
                boolean headless = message.select("> header > field").isEmpty();
                String expected = headless ? Files.readString(file) : mime4jText(folder, message);
                compare(texts, name, expected, read.mail().text());
                compare(subjects, name, mime4jSubject(message), read.mail().subject());
            } else {
                texts.add(false, name, "refused");
            }
        }
        subjects.finish(0.9);
        texts.finish(0.97);
    }

    private static void compare(CorpusReport report, String file, String expected, String found) {
        String wanted = flat(expected);
        String got = flat(found);
        int same = 0;
        while (same < Math.min(wanted.length(), got.length()) && wanted.charAt(same) == got.charAt(same)) {
            same++;
        }
        report.add(
                wanted.equals(got),
                file,
                "at " + same + " expected «" + excerpt(wanted, same) + "» found «" + excerpt(got, same) + "»");
    }

    private static String excerpt(String text, int from) {
        return text.substring(Math.max(0, from - 10), Math.min(text.length(), from + 60));
    }

    private static String flat(String text) {
        return text.replace('\u00a0', ' ').replaceAll("[\\s\\x00\\x1a]+", " ").strip();
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static Path beside(Path file, String end) {
        return file.resolveSibling(file.getFileName().toString().replaceAll("\\.[a-z]+$", "") + end);
    }

    private static String sender(ParsedMail mail) {
        return mail.from().map(from -> from.address().value()).orElse("");
    }

    private static String stalwartText(JsonNode message) {
        List<String> texts = new ArrayList<>();
        for (JsonNode number : message.path("text_body")) {
            texts.add(stalwartPart(message.path("parts").path(number.asInt()).path("body")));
        }
        if (texts.stream().allMatch(String::isBlank)) {
            message.path("parts")
                    .forEach(part -> texts.add(part.path("body").path("Text").asText("")));
        }
        for (JsonNode part : message.path("parts")) {
            if (texts.stream().allMatch(String::isBlank) && part.path("body").has("Message")) {
                texts.add(stalwartText(part.path("body").path("Message")));
            }
        }
        return String.join("\n", texts);
    }

    private static String stalwartPart(JsonNode body) {
        return body.has("Html")
                ? HtmlText.of(body.path("Html").asText(), Allowance.of(LIMITS))
                : body.path("Text").asText("");
    }

    private static String stalwartSubject(JsonNode message) {
        return stalwartHeader(message, "subject").path("Text").asText("");
    }

    private static String stalwartSender(JsonNode message) {
        JsonNode from = stalwartHeader(message, "from").path("Address");
        JsonNode list = from.has("List")
                ? from.path("List")
                : from.path("Group").path(0).path("addresses");
        String address = list.path(0).path("address").asText("");
        return address.equals("null") ? "" : address;
    }

    private static JsonNode stalwartHeader(JsonNode message, String name) {
        for (JsonNode header : message.path("parts").path(0).path("headers")) {
            if (header.path("name").asText().equals(name)) {
                return header.path("value");
            }
        }
        return new ObjectMapper().createObjectNode();
    }

    private static String mime4jText(Path folder, Element message) throws IOException {
        List<String> texts = new ArrayList<>();
        collect(folder, message, texts, false);
        if (texts.stream().allMatch(String::isBlank)) {
            for (Element inner : message.select("body-part > message, message > message")) {
                if (texts.stream().allMatch(String::isBlank)) {
                    collect(folder, inner, texts, false);
                }
            }
        }
        return String.join("\n", texts);
    }

    private static void collect(Path folder, Element entity, List<String> texts, boolean inside) throws IOException {
        Element multipart = entity.selectFirst("> multipart");
        if (multipart != null) {
            List<Element> parts = multipart.select("> body-part");
            boolean alternatives =
                    field(entity, "Content-Type").toLowerCase(Locale.ROOT).contains("alternative");
            for (Element part : alternatives && !parts.isEmpty() ? parts.subList(0, 1) : parts) {
                collect(folder, part, texts, true);
            }
            if (parts.isEmpty()) {
                texts.add(multipart.select("> preamble").text());
            }
            return;
        }
        Element body = entity.selectFirst("> text-body");
        String header = entity.select("> header").text().toLowerCase(Locale.ROOT);
        if (body != null && !(inside && (header.contains("name=") || header.contains("disposition: attachment")))) {
            String charset = header.replaceAll("(?s).*charset=\"?([\\w-]+).*|.*", "$1");
            String type = header.replaceAll("(?s).*content-type: (text/\\w+).*|.*", "$1");
            byte[] content = Files.readAllBytes(folder.resolve(body.attr("name")));
            Part part = new Part(List.of(), type.isEmpty() ? "text/plain" : type, charset, content, List.of());
            texts.add(Uuencoded.taken(PartText.of(part, Allowance.of(LIMITS)), new ArrayList<>()));
        }
    }

    private static String mime4jSubject(Element message) {
        String raw = field(message, "Subject");
        return HeaderText.decoded(new String(raw.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), UTF_8));
    }

    private static String field(Element entity, String name) {
        return entity.select("> header > field").stream()
                .map(Element::text)
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(field -> field.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }
}
