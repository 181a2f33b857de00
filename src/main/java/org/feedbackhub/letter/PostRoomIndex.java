package org.feedbackhub.letter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What the post room, or the scanner's own program, has noted about a letter, as JSON or XML: {@code receivedDate}, {@code reference},
 * and of the sender {@code name}, {@code address}, {@code postcode}, {@code email} and {@code phone}, at the top or in
 * {@code sender}.
 *
 * @param values by those names in lower case
 * @param broken whether it could not be read
 */
record PostRoomIndex(Map<String, String> values, boolean broken) {

    /** Nothing was noted. */
    static final PostRoomIndex NONE = new PostRoomIndex(Map.of(), false);

    private static final PostRoomIndex BROKEN = new PostRoomIndex(Map.of(), true);

    private static final String RECEIVED = "receiveddate";
    private static final int LARGEST = 256 * 1024;
    private static final int DEEPEST = 10;
    private static final List<String> ENDINGS = List.of(".json", ".xml");

    /** Whether a file of this name is no letter but an index. */
    static boolean isOne(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /** The index of a letter that lies beside it: scan.pdf.json, or scan.json, or the same with xml. */
    static Optional<Path> beside(Path letter) {
        String name = letter.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return Stream.of(name, stem)
                .flatMap(one -> ENDINGS.stream()
                        .flatMap(ending -> Stream.of(one + ending, one + ending.toUpperCase(Locale.ROOT))))
                .map(letter::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** @param file of a letter, or null if it has none. What cannot be read is {@link #broken}: the letter counts for more */
    static PostRoomIndex read(@Nullable Path file) {
        if (file == null) {
            return NONE;
        }
        try {
            if (Files.size(file) > LARGEST) {
                return BROKEN;
            }
            Map<String, String> values = new HashMap<>();
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
                collect(new ObjectMapper().readTree(file.toFile()), "", 0, values);
            } else {
                collect(xml(file), 0, values);
            }
            PostRoomIndex index = new PostRoomIndex(Map.copyOf(values), false);
            return index.values.containsKey(RECEIVED) && index.receivedDate().isEmpty() ? BROKEN : index;
        } catch (IOException | SAXException | ParserConfigurationException e) {
            return BROKEN;
        }
    }

    private static void collect(JsonNode node, String name, int depth, Map<String, String> values) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("too deep");
        }
        if (node.isValueNode() && !node.isNull()) {
            put(name, node.asText(), values);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (depth == 0 || isSender(name)) {
                collect(field.getValue(), field.getKey(), depth + 1, values);
            }
        }
    }

    private static void collect(Element element, int depth, Map<String, String> values) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("too deep");
        }
        NodeList children = element.getChildNodes();
        boolean leaf = true;
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i).getNodeType() == Node.ELEMENT_NODE) {
                leaf = false;
                if (depth == 0 || isSender(element.getLocalName())) {
                    collect((Element) children.item(i), depth + 1, values);
                }
            }
        }
        if (leaf) {
            put(element.getLocalName(), element.getTextContent(), values);
        }
    }

    /** Without what reaches beyond the file, or swells (OWASP, XML External Entity Prevention). */
    private static Element xml(Path file) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        try (InputStream in = Files.newInputStream(file)) {
            return builder.parse(in).getDocumentElement();
        }
    }

    /** Names elsewhere are the scanner's, or a batch's. */
    private static boolean isSender(String name) {
        return name.equalsIgnoreCase("sender");
    }

    private static void put(String name, String value, Map<String, String> values) {
        if (!value.isBlank()) {
            values.putIfAbsent(name.toLowerCase(Locale.ROOT), value.strip());
        }
    }

    /** Of a file with several letters: the day alone is that of each. */
    PostRoomIndex ofBatch() {
        return new PostRoomIndex(
                values.containsKey(RECEIVED) ? Map.of(RECEIVED, values.get(RECEIVED)) : Map.of(), broken);
    }

    /** The day on which the council got the letter, if it is noted. */
    Optional<LocalDate> receivedDate() {
        try {
            return Optional.ofNullable(values.get(RECEIVED)).map(LocalDate::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The earlier reference that was noted; empty if none was. */
    String reference() {
        return values.getOrDefault("reference", "");
    }

    /** The sender as noted, and as the letter tells where nothing was. */
    Contact over(Contact told) {
        return new Contact(
                values.getOrDefault("name", told.name()),
                Optional.ofNullable(values.get("email"))
                        .flatMap(EmailAddress::parse)
                        .orElse(told.email()),
                values.getOrDefault("phone", told.phone()),
                values.getOrDefault("address", told.address()),
                values.getOrDefault("postcode", told.postcode()),
                told.preferred());
    }
}
