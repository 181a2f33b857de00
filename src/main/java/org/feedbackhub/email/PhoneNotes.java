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

    private final Map<Field, Pattern> labels = new EnumMap<>(Field.class);
    private final Map<Channel, List<String>> channels = new EnumMap<>(Channel.class);

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
                notes.labels.put(field, labelled(words));
            }
            read.channels().forEach((id, words) -> notes.channels.put(channel(file, id), words));
            return notes;
        } catch (IOException e) {
            throw new InvalidConfiguration(file, "labels", "expected lists of labels by field", e);
        }
    }

    /** The note in the text, if it has a caller and what they said. */
    Optional<Note> find(String text) {
        Map<Field, StringBuilder> found = new EnumMap<>(Field.class);
        Field current = null;
        for (String line : text.lines().toList()) {
            Optional<Map.Entry<Field, String>> start = start(line);
            if (start.isPresent() && !found.containsKey(start.get().getKey())) {
                current = start.get().getKey();
                found.put(current, new StringBuilder(start.get().getValue().strip()));
            } else if (current != null) {
                found.get(current).append('\n').append(line.strip());
            }
        }
        boolean complete = found.containsKey(Field.FEEDBACK)
                && !found.get(Field.FEEDBACK).toString().isBlank()
                && (found.containsKey(Field.NAME) || found.containsKey(Field.PHONE));
        return complete ? Optional.of(note(found)) : Optional.empty();
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
        String email = value(found, Field.EMAIL);
        Contact contact = new Contact(
                value(found, Field.NAME),
                email == null ? null : EmailAddress.parse(email).orElse(null),
                value(found, Field.PHONE),
                value(found, Field.ADDRESS),
                value(found, Field.POSTCODE),
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

    private Optional<Map.Entry<Field, String>> start(String line) {
        for (Map.Entry<Field, Pattern> label : labels.entrySet()) {
            Matcher matcher = label.getValue().matcher(line);
            if (matcher.matches()) {
                return Optional.of(Map.entry(label.getKey(), matcher.group(1)));
            }
        }
        return Optional.empty();
    }

    private static @Nullable String value(Map<Field, StringBuilder> found, Field field) {
        StringBuilder value = found.get(field);
        return value == null || value.toString().isBlank()
                ? null
                : value.toString().strip();
    }

    private static Pattern labelled(List<String> words) {
        String alternatives = words.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile("\\s*\\*?(?:" + alternatives + ")\\*?\\s*(?::|\\s-)\\s*(.*)", Pattern.CASE_INSENSITIVE);
    }

    private static Channel channel(Path file, String id) {
        for (Channel channel : Channel.values()) {
            if (channel.id().equals(id)) {
                return channel;
            }
        }
        throw new InvalidConfiguration(file, "channels." + id, "expected a channel such as phone or face-to-face");
    }

    private record NotesFile(Map<String, List<String>> labels, Map<String, List<String>> channels) {}
}
