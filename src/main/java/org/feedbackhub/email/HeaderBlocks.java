package org.feedbackhub.email;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.feedbackhub.council.InvalidConfiguration;
import org.jspecify.annotations.Nullable;

/** Finds where a mail program shows another message: the line that announces it and the header above its text. */
final class HeaderBlocks {

    private static final Pattern RULED = Pattern.compile(
            "[\\s*_]{0,10}-{2,60}\\s{0,5}([^-\\s].{0,100}?)\\s{0,5}(?:-{2,60}[\\s*_]{0,10}(.{0,2000})|-)");
    private static final Pattern ALONE = Pattern.compile("[\\s*_]{0,10}([^:：]{4,80})[:：][\\s*_]{0,5}");
    private static final String DRESSING = "[\\s*_|]+";
    private static final Pattern DRESSED = Pattern.compile("^" + DRESSING + "|" + DRESSING + "$");

    private static final Pattern FORM_LABEL = Pattern.compile("[\\s*_|]{0,5}\\p{L}[\\p{L} -]{1,25}[*_]{0,2}:(?:\\s|$)");

    private static final int LONGEST = 2_500;
    private static final int LABEL_LENGTH = 40;
    private static final int MOST_LINES = 60;
    private static final int BLANKS_BEFORE = 4;
    private static final int BROKEN_LINES = 12;
    private static final int ENOUGH_FIELDS = 3;

    private final Map<String, Field> labels = new HashMap<>();
    private final List<String> forwarded;
    private final List<String> original;
    private final Pattern glued;

    /** What a header's line tells. */
    enum Field {
        FROM("from"),
        TO("to"),
        COPY("copy"),
        DATE("date"),
        SUBJECT("subject"),
        REPLY_TO("replyTo"),
        OTHER("other");

        private final String id;

        Field(String id) {
            this.id = id;
        }
    }

    /** How a shown message is announced. */
    enum Announced {
        AS_FORWARDED,
        /** As one that is forwarded or answered. */
        AS_ORIGINAL,
        /** By nothing but its header. */
        NOT
    }

    /**
     * The head of a message that is shown in another.
     *
     * @param announced how
     * @param fields of its header, empty where only the announcement was found
     * @param end the line behind it
     * @param depth of the quotation in which it stands
     */
    record Block(Announced announced, Map<Field, String> fields, int end, int depth) {

        boolean hasSender() {
            return fields.containsKey(Field.FROM);
        }
    }

    private HeaderBlocks(Path file, MessagesFile read) {
        forwarded = read.announcements().forwarded().stream()
                .map(HeaderBlocks::normal)
                .toList();
        original = read.announcements().original().stream()
                .map(HeaderBlocks::normal)
                .toList();
        for (Field field : Field.values()) {
            List<String> words = read.labels().get(field.id);
            if (words == null || words.isEmpty()) {
                throw new InvalidConfiguration(file, "labels." + field.id, "expected at least one label for it");
            }
            words.forEach(word -> labels.putIfAbsent(normal(word), field));
        }
        glued = gluedLabels(labels.keySet().stream());
    }

    /** @throws InvalidConfiguration if the file cannot be read or lacks the labels of a field */
    static HeaderBlocks read(Path file) {
        return new HeaderBlocks(file, MessagesFile.read(file));
    }

    /** The head of a shown message that begins with this line. */
    Optional<Block> at(List<MailLine> lines, int at) {
        String line = lines.get(at).words();
        if (line.isBlank() || line.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher ruled = RULED.matcher(line);
        if (ruled.matches()) {
            return announced(lines, at, normal(ruled.group(1)), ruled.group(2));
        }
        Matcher alone = ALONE.matcher(line);
        if (alone.matches() && matches(forwarded, normal(alone.group(1)))) {
            return announced(lines, at, normal(alone.group(1)), null);
        }
        Optional<Field> first = field(line);
        if (first.isEmpty() || first.get() == Field.COPY || first.get() == Field.OTHER) {
            return Optional.empty();
        }
        Block bare = header(lines, at, Announced.NOT);
        boolean header = bare.hasSender() && bare.fields().size() >= ENOUGH_FIELDS && !isForm(lines, bare.end());
        return header ? Optional.of(bare) : Optional.empty();
    }

    /** A web form's mail has such labels too, and goes on with others that no mail's header has. */
    private boolean isForm(List<MailLine> lines, int behind) {
        return behind < lines.size()
                && FORM_LABEL.matcher(lines.get(behind).words()).lookingAt();
    }

    private Optional<Block> announced(List<MailLine> lines, int at, String words, @Nullable String rest) {
        Announced announced = matches(forwarded, words)
                ? Announced.AS_FORWARDED
                : matches(original, words) ? Announced.AS_ORIGINAL : Announced.NOT;
        if (announced != Announced.NOT && rest != null && glued.matcher(rest).find()) {
            Map<Field, String> fields = gluedFields(rest);
            if (fields.containsKey(Field.FROM)) {
                return Optional.of(
                        new Block(announced, fields, at + 1, lines.get(at).depth()));
            }
        }
        int from = at + 1;
        while (from < lines.size()
                && from <= at + BLANKS_BEFORE
                && lines.get(from).isBlank()) {
            from++;
        }
        Block header = header(lines, from, announced);
        boolean known = announced != Announced.NOT;
        if (header.hasSender() && (known || header.fields().size() >= ENOUGH_FIELDS)) {
            return Optional.of(header);
        }
        return known
                ? Optional.of(
                        new Block(announced, Map.of(), at + 1, lines.get(at).depth()))
                : Optional.empty();
    }

    /** The labelled lines from here on; a line without a label continues one if another label follows soon. */
    private Block header(List<MailLine> lines, int from, Announced announced) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        Optional<Field> last = Optional.empty();
        int at = from;
        while (at < lines.size() && at < from + MOST_LINES) {
            String line = lines.get(at).words();
            Optional<Field> field = field(line);
            if (field.isPresent() && repeats(fields, field.get())) {
                break;
            }
            if (field.isPresent()) {
                fields.merge(field.get(), value(line), (one, other) -> one + ", " + other);
                last = field;
            } else if (last.isEmpty()
                    || announced == Announced.NOT
                            && !tellsAddress(fields)
                            && FORM_LABEL.matcher(line).lookingAt()
                    || !continues(lines, at, fields)) {
                break;
            } else if (!line.isBlank()) {
                fields.merge(last.get(), line.strip(), (one, other) -> one + " " + other);
            }
            at++;
        }
        int depth = from < lines.size() ? lines.get(from).depth() : 0;
        return new Block(announced, fields, at, depth);
    }

    /** As no form's field does; so that a label in a language that is not known yet does no harm. */
    private static boolean tellsAddress(Map<Field, String> fields) {
        return fields.getOrDefault(Field.FROM, "").indexOf('@') >= 0;
    }

    private static boolean repeats(Map<Field, String> fields, Field field) {
        return fields.containsKey(field) && field != Field.COPY && field != Field.OTHER;
    }

    /** Whether a label that is still missing follows: at once behind a blank line, or behind the broken rest of a value. */
    private boolean continues(List<MailLine> lines, int at, Map<Field, String> fields) {
        int within = lines.get(at).isBlank() ? 1 : BROKEN_LINES;
        for (int next = at + 1; next <= at + within && next < lines.size(); next++) {
            Optional<Field> field = field(lines.get(next).words());
            if (field.isPresent()) {
                return !fields.containsKey(field.get());
            }
            if (lines.get(next).isBlank()) {
                return false;
            }
        }
        return false;
    }

    private Optional<Field> field(String line) {
        int colon = colon(line);
        return colon < 0 ? Optional.empty() : Optional.ofNullable(labels.get(normal(line.substring(0, colon))));
    }

    private static String value(String line) {
        return DRESSED.matcher(line.substring(colon(line) + 1)).replaceAll("");
    }

    private static int colon(String line) {
        for (int at = 0; at < line.length() && at < LABEL_LENGTH; at++) {
            if (line.charAt(at) == ':' || line.charAt(at) == '：') {
                return at;
            }
        }
        return -1;
    }

    /** The fields of a header whose lines a program ran together. */
    private Map<Field, String> gluedFields(String line) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        Matcher label = glued.matcher(line);
        Optional<Field> open = Optional.empty();
        int from = 0;
        while (label.find()) {
            Field field = labels.get(normal(label.group(1)));
            if (field == null
                    || fields.containsKey(field)
                    || open.filter(field::equals).isPresent()) {
                continue;
            }
            int start = from;
            open.ifPresent(last ->
                    fields.put(last, line.substring(start, label.start()).strip()));
            open = Optional.of(field);
            from = label.end();
        }
        String rest = line.substring(from).strip();
        open.ifPresent(last -> fields.put(last, rest));
        return fields;
    }

    /** Labels begin with a capital letter, which tells them from the end of what they are glued to. */
    private static Pattern gluedLabels(Stream<String> labels) {
        String alternatives = labels.filter(label -> label.length() > 1 || label.equals("a") || label.equals("à"))
                .sorted((one, other) -> other.length() - one.length())
                .map(label -> Pattern.quote(label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1)))
                .collect(Collectors.joining("|"));
        return Pattern.compile("(" + alternatives + "|İ\\p{L}{3,12}) ?[:：]");
    }

    private static boolean matches(List<String> announcements, String words) {
        return announcements.stream().anyMatch(words::startsWith);
    }

    /** Lower case without what mail programs set around it; the Turkish dotted capital loses its dot. */
    private static String normal(String words) {
        return DRESSED.matcher(words)
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("i\u0307", "i")
                .strip();
    }

    /** {@code config/email/forwarded-messages.yaml}. */
    record MessagesFile(Announcements announcements, Map<String, List<String>> labels, Subjects subjects) {

        record Announcements(List<String> forwarded, List<String> original) {}

        record Subjects(List<String> forwarded, List<String> answered) {}

        static MessagesFile read(Path file) {
            try {
                return new ObjectMapper(new YAMLFactory()).readValue(Files.readString(file), MessagesFile.class);
            } catch (IOException e) {
                throw new InvalidConfiguration(
                        file, "labels", "expected announcements, labels by field, and subjects", e);
            }
        }
    }
}
