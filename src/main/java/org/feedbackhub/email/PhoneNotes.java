package org.feedbackhub.email;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;

/** Reads the labelled lines in which contact-centre staff pass on what a resident told them. */
final class PhoneNotes {

    private static final String BEFORE_LABEL = "[\\s|*_#]{0,10}(?:\\d{1,2}[.)]\\s{0,5}|[-•·–]\\s{1,5})?[|*_]{0,3}";
    private static final String BEHIND_LABEL = "[*_]{0,3}\\s{0,20}(?::|\\s[-–—]|\\||\\t)[\\s|*_]{0,10}(.*)";
    private static final String BEHIND_LOST_BAR = "(?:\\s+(.*)|())";

    private static final Pattern TRAILING_DRESSING = Pattern.compile("[\\s|*_]+$");
    private static final Pattern RULE = Pattern.compile("[\\s|:+=_-]{3,}");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s<>()\\[\\],;|*]+|mailto:");

    /** Fewer labels without any mark may be prose. */
    private static final int ENOUGH_LABELS = 3;

    private final Map<Field, Pattern> labels = new EnumMap<>(Field.class);
    private final Map<Field, Pattern> labelsOfTables = new EnumMap<>(Field.class);
    private final Map<Channel, List<String>> channels = new EnumMap<>(Channel.class);
    private Set<String> signOffs = Set.of();

    private enum Field {
        NAME,
        PHONE,
        EMAIL,
        ADDRESS,
        POSTCODE,
        PREFERRED,
        SERVICE,
        CHANNEL,
        FEEDBACK
    }

    /** @throws InvalidConfiguration if the file cannot be read or lacks a field */
    static PhoneNotes read(Path file) {
        try {
            NotesFile read = new ObjectMapper(new YAMLFactory()).readValue(Files.readString(file), NotesFile.class);
            PhoneNotes notes = new PhoneNotes();
            for (Field field : Field.values()) {
                List<String> words = read.labels().get(field.name().toLowerCase(Locale.ROOT));
                if (words == null || words.isEmpty()) {
                    throw new InvalidConfiguration(
                            file,
                            "labels." + field.name().toLowerCase(Locale.ROOT),
                            "expected at least one label for it");
                }
                notes.labels.put(field, labelled(words, BEHIND_LABEL));
                notes.labelsOfTables.put(field, labelled(words, BEHIND_LOST_BAR));
            }
            notes.signOffs = Set.copyOf(read.signOffs());
            read.channels().forEach((id, words) -> notes.channels.put(channel(file, id), words));
            return notes;
        } catch (IOException e) {
            throw new InvalidConfiguration(file, "labels", "expected lists of labels by field", e);
        }
    }

    /** The note in the text, if it has a caller and what they said. */
    Optional<Note> find(String text) {
        List<String> lines = text.lines().toList();
        return complete(fields(lines, labels))
                .or(() -> complete(fields(lines, labelsOfTables)).filter(found -> found.size() >= ENOUGH_LABELS))
                .map(this::note);
    }

    private static Optional<Map<Field, StringBuilder>> complete(Map<Field, StringBuilder> found) {
        boolean complete = value(found, Field.FEEDBACK) != null
                && (value(found, Field.NAME) != null || value(found, Field.PHONE) != null);
        return complete ? Optional.of(found) : Optional.empty();
    }

    private Map<Field, StringBuilder> fields(List<String> lines, Map<Field, Pattern> patterns) {
        Map<Field, StringBuilder> found = new EnumMap<>(Field.class);
        Field current = null;
        for (String line : lines) {
            Optional<Map.Entry<Field, String>> start = start(line, patterns);
            if (start.isPresent() && !found.containsKey(start.get().getKey())) {
                current = start.get().getKey();
                found.put(current, new StringBuilder(undressed(start.get().getValue())));
            } else if (found.containsKey(Field.FEEDBACK) && signsOff(line)) {
                break;
            } else if (current != null && !RULE.matcher(line).matches()) {
                found.get(current).append('\n').append(undressed(line));
            }
        }
        return found;
    }

    private boolean signsOff(String line) {
        return signOffs.contains(line.strip().replaceAll("[,.!\\s-]+$", "").toLowerCase(Locale.ROOT));
    }

    private static String undressed(String value) {
        return TRAILING_DRESSING.matcher(value.strip()).replaceAll("");
    }

    /**
     * What an officer passed on.
     *
     * @param contact the resident
     * @param channel by which they turned to the council
     * @param service as the officer named it, or null
     * @param feedback in the officer's words
     */
    record Note(Contact contact, Channel channel, @Nullable String service, String feedback) {}

    private Note note(Map<Field, StringBuilder> found) {
        Contact contact = new Contact(
                firstLine(found, Field.NAME),
                email(found),
                firstLine(found, Field.PHONE),
                value(found, Field.ADDRESS),
                firstLine(found, Field.POSTCODE),
                value(found, Field.PREFERRED));
        return new Note(
                contact,
                channelOf(value(found, Field.CHANNEL)),
                value(found, Field.SERVICE),
                found.get(Field.FEEDBACK).toString().strip());
    }

    private Channel channelOf(@Nullable String words) {
        String said = words == null ? "" : words.toLowerCase(Locale.ROOT);
        return channels.entrySet().stream()
                .filter(channel -> channel.getValue().stream().anyMatch(said::contains))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Channel.PHONE);
    }

    private static Optional<Map.Entry<Field, String>> start(String line, Map<Field, Pattern> patterns) {
        for (Map.Entry<Field, Pattern> label : patterns.entrySet()) {
            Matcher matcher = label.getValue().matcher(line);
            if (matcher.matches()) {
                String value = matcher.group(1);
                return Optional.of(Map.entry(label.getKey(), value == null ? "" : value));
            }
        }
        return Optional.empty();
    }

    private static @Nullable EmailAddress email(Map<Field, StringBuilder> found) {
        String value = value(found, Field.EMAIL);
        return value == null
                ? null
                : BETWEEN_WORDS
                        .splitAsStream(value)
                        .flatMap(word -> EmailAddress.parse(word).stream())
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable String firstLine(Map<Field, StringBuilder> found, Field field) {
        String value = value(found, field);
        return value == null ? null : value.lines().findFirst().orElse(null);
    }

    private static @Nullable String value(Map<Field, StringBuilder> found, Field field) {
        StringBuilder value = found.get(field);
        return value == null || value.toString().isBlank()
                ? null
                : value.toString().strip();
    }

    private static Pattern labelled(List<String> words, String behind) {
        String alternatives = words.stream()
                .sorted((one, other) -> other.length() - one.length())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile(BEFORE_LABEL + "(?:" + alternatives + ")" + behind, Pattern.CASE_INSENSITIVE);
    }

    private static Channel channel(Path file, String id) {
        for (Channel channel : Channel.values()) {
            if (channel.id().equals(id)) {
                return channel;
            }
        }
        throw new InvalidConfiguration(file, "channels." + id, "expected a channel such as phone or face-to-face");
    }

    private record NotesFile(
            Map<String, List<String>> labels, Map<String, List<String>> channels, List<String> signOffs) {}
}
