package org.feedbackhub.letter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Finds who wrote a letter, by how letters are laid out in the United Kingdom: the writer's address above, with the postcode in its last
 * line, the council's own beside it, and the name below the greeting at the end.
 */
final class LetterSender {

    /** With the signs that are taken for others in print, each where only a digit, or only a letter, can stand. */
    private static final Pattern POSTCODE = Pattern.compile(
            "(?<![\\p{L}\\p{N}])([A-Z]{1,2})([0-9OIl][0-9A-Zl]?)[ \\u00a0]{0,3}([0-9OIlS])([ABD-HJLNP-UW-Z]{2})(?![\\p{L}\\p{N}])");

    private static final Pattern EMAIL = Pattern.compile("[\\w.+'-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,5}");
    private static final Pattern PHONE =
            Pattern.compile("(?<![\\d£.,/-])(?:\\+44[ ()0-]{0,5}|\\(?0)\\d(?:[ ()-]{0,2}\\d){8,9}(?![\\d])");
    private static final Pattern GREETING_AT_END = Pattern.compile(
            "(?i)\\W{0,3}(?:yours\\b|your[s']? (?:sincerely|faithfully|truly)|sincerely|faithfully|(?:kind|best|warm|many)\\b.{0,12}\\b(?:regards|wishes|thanks)|regards|with (?:thanks|regards|best wishes)|best wishes|signed\\b).{0,30}");
    private static final Pattern NAME = Pattern.compile(
            "(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Sir|Lady|Cllr|Prof)\\.?(?: (?:&|and) (?:Mr|Mrs|Ms|Dr)\\.?)? )?"
                    + "(?:(?:\\p{Lu}\\.? ?){1,3}|\\p{Lu}[\\p{L}'’-]+ )(?:\\p{Lu}[\\p{L}'’.-]* ){0,2}\\p{Lu}[\\p{L}'’-]+"
                    + "(?: \\(?(?:Mr|Mrs|Ms|Miss|Dr)\\.?\\)?)?");
    private static final Pattern STREET = Pattern.compile(
            "(?i).*\\b(?:road|rd|street|st|lane|ln|avenue|ave|close|drive|way|court|crescent|gardens|terrace|row|house|cottage|farm|hall|flat|park|yard|place|green|hill|view|council|office|department|manager|lincoln(?:shire)?|gainsborough|sleaford|market)\\b.*");
    private static final Pattern SALUTATION =
            Pattern.compile("(?im)^\\W{0,2}(dear\\b[^\\n]{0,60}?|to whom it may concern)\\W{0,3}$");
    private static final Pattern MEANS_OF_CONTACT =
            Pattern.compile("(?i).*(?:\\b(?:tel|phone|mobile|mob|e-?mail)\\b|@).*");

    /** In print, when it is read by a machine. */
    private static final List<String> LOOK_ALIKE =
            List.of("0ODQ", "1ILT7", "5S", "8B3", "2Z", "6GC", "4A", "EF", "NHM", "PRF", "UVY", "XK");

    private static final int LONGEST_ADDRESS_LINE = 45;
    private static final int LINES_OF_ADDRESS = 6;
    private static final Pattern POSTSCRIPT = Pattern.compile("(?i)^\\W{0,3}p\\.? ?s\\b\\.?");

    /** Less is what no letter says. */
    private static final int SHORTEST_BODY = 20;

    private static final int LINES_AFTER_GREETING = 5;
    private static final int LINES_AFTER_END = 12;
    private static final int LINES_WITHOUT_SALUTATION = 15;

    private final Set<String> ownPostcodes;
    private final Set<String> ownPhones;
    private final Predicate<EmailAddress> own;
    private final String name;

    /** @param council whose own postcodes, numbers and addresses stand in many letters */
    LetterSender(CouncilProfile council) {
        String told = Stream.of(
                        council.texts().values().stream(),
                        council.ombudsmen().values().stream().map(CouncilProfile.Body::contact),
                        council.referralContacts().values().stream().map(CouncilProfile.Body::contact))
                .flatMap(texts -> texts)
                .collect(Collectors.joining("\n"));
        this.ownPostcodes =
                POSTCODE.matcher(told).results().map(LetterSender::postcode).collect(Collectors.toSet());
        this.ownPhones = PHONE.matcher(told)
                .results()
                .map(found -> digits(found.group()))
                .collect(Collectors.toSet());
        this.name = council.name().toLowerCase(Locale.ROOT);
        this.own = council.staff()::includes;
    }

    /** All that the text tells of its writer, above the salutation and below the greeting at its end: between, others are spoken of. */
    Contact of(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        List<String> around = around(lines);
        String told = String.join("\n", around);
        Optional<Integer> last = lastLineOfAddress(around);
        List<String> block = last.map(line -> block(around, line)).orElse(List.of());
        String above = block.isEmpty() || !isName(block.get(0)) ? null : block.get(0);
        List<String> address = above == null ? block : block.subList(1, block.size());
        return new Contact(
                signature(lines).orElse(above),
                only(EMAIL.matcher(told)
                        .results()
                        .flatMap(found -> EmailAddress.parse(found.group()).stream())
                        .filter(own.negate())),
                only(PHONE.matcher(told)
                        .results()
                        .map(found -> found.group().strip())
                        .filter(found -> !ownPhones.contains(digits(found)))),
                address.isEmpty() ? null : String.join("\n", address),
                last.flatMap(line -> postcodeIn(around.get(line))).orElse(null),
                null);
    }

    /** What can be believed of a text that is not sure: a postcode has a form of its own. */
    Contact ofUnsure(String text) {
        List<String> around = around(text.lines().toList());
        String postcode = lastLineOfAddress(around)
                .flatMap(line -> postcodeIn(around.get(line)))
                .orElse(null);
        return postcode == null ? Contact.ANONYMOUS : new Contact(null, null, null, null, postcode, null);
    }

    /**
     * What the writer says: from the salutation to the greeting at the end, and what comes after in a postscript. All of it where there is
     * no more than that.
     */
    static String said(String text) {
        List<String> lines = text.lines().toList();
        int begin = salutation(lines).orElse(0);
        int end = greeting(lines, begin).orElse(lines.size());
        int postscript = IntStream.range(end, lines.size())
                .filter(i -> POSTSCRIPT.matcher(lines.get(i)).find())
                .findFirst()
                .orElse(lines.size());
        List<String> said = new ArrayList<>(lines.subList(begin, end));
        said.addAll(lines.subList(postscript, lines.size()));
        String body = String.join("\n", said).strip();
        return body.length() < SHORTEST_BODY ? text : body;
    }

    private static List<String> around(List<String> lines) {
        int begin = salutation(lines).orElse(Math.min(lines.size(), LINES_WITHOUT_SALUTATION));
        int end = greeting(lines, begin).orElse(lines.size());
        List<String> around = new ArrayList<>(lines.subList(0, begin));
        around.add("");
        around.addAll(lines.subList(end, Math.min(lines.size(), end + LINES_AFTER_END)));
        return around;
    }

    private static Optional<Integer> salutation(List<String> lines) {
        return IntStream.range(0, lines.size())
                .filter(i -> SALUTATION.matcher(lines.get(i)).find())
                .boxed()
                .findFirst();
    }

    /** The last one, if no more comes after it than a signature and a postscript. */
    private static Optional<Integer> greeting(List<String> lines, int from) {
        return lastGreeting(lines, from)
                .filter(found -> lines.subList(found + 1, lines.size()).stream()
                                .filter(line -> !line.isBlank())
                                .count()
                        <= LINES_AFTER_END);
    }

    private static Optional<Integer> lastGreeting(List<String> lines, int from) {
        return IntStream.iterate(lines.size() - 1, i -> i >= from, i -> i - 1)
                .filter(i -> GREETING_AT_END.matcher(lines.get(i)).matches())
                .boxed()
                .findFirst();
    }

    /** Of two that differ, neither: one of them is somebody else's. */
    private static <T> @Nullable T only(Stream<T> found) {
        List<T> different = found.distinct().toList();
        return different.size() == 1 ? different.get(0) : null;
    }

    /** How the letter begins, such as "Dear Sir or Madam"; null if it does not. */
    static @Nullable String salutation(String text) {
        Matcher found = SALUTATION.matcher(text);
        return found.find() ? found.group(1).strip() : null;
    }

    private Optional<Integer> lastLineOfAddress(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            boolean ours = block(lines, i).stream()
                    .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(name));
            if (!ours && postcodeIn(lines.get(i)).isPresent()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private Optional<String> postcodeIn(String line) {
        return POSTCODE.matcher(line)
                .results()
                .map(LetterSender::postcode)
                .filter(found -> ownPostcodes.stream().noneMatch(ours -> isMisread(ours, found)))
                .findFirst();
    }

    /** The lines above the one with the postcode that belong to the same address; lines of one alone are told by their commas. */
    private static List<String> block(List<String> lines, int last) {
        Deque<String> block = new ArrayDeque<>();
        for (int i = last; i >= 0 && block.size() < LINES_OF_ADDRESS; i--) {
            String line = lines.get(i);
            boolean beyond = i != last
                    && (line.isBlank()
                            || line.length() > LONGEST_ADDRESS_LINE
                            || MEANS_OF_CONTACT.matcher(line).matches()
                            || SALUTATION.matcher(line).find()
                            || LetterDate.in(line).isPresent());
            if (beyond) {
                break;
            }
            block.addFirst(line);
        }
        if (block.size() > 1) {
            return List.copyOf(block);
        }
        List<String> parts = new ArrayList<>();
        for (String part : block.getFirst().split(",")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts.size() > 1 && block.getFirst().length() <= 3 * LONGEST_ADDRESS_LINE ? parts : List.copyOf(block);
    }

    private static Optional<String> signature(List<String> lines) {
        return lastGreeting(lines, 0)
                .flatMap(end -> lines.subList(end + 1, Math.min(lines.size(), end + 1 + LINES_AFTER_GREETING)).stream()
                        .filter(LetterSender::isName)
                        .findFirst());
    }

    private static boolean isName(String line) {
        return NAME.matcher(line).matches() && !STREET.matcher(line).matches();
    }

    /** Whether it is ours, or would be with one sign that looks like another read otherwise. */
    private static boolean isMisread(String ours, String found) {
        if (ours.length() != found.length()) {
            return false;
        }
        List<Integer> different = IntStream.range(0, ours.length())
                .filter(i -> ours.charAt(i) != found.charAt(i))
                .boxed()
                .toList();
        return different.isEmpty()
                || different.size() == 1 && lookAlike(ours.charAt(different.get(0)), found.charAt(different.get(0)));
    }

    private static boolean lookAlike(char one, char other) {
        return LOOK_ALIKE.stream().anyMatch(group -> group.indexOf(one) >= 0 && group.indexOf(other) >= 0);
    }

    private static String postcode(MatchResult found) {
        String district = found.group(2);
        String rest = district.length() == 1 ? "" : misreadDigit(district.substring(1));
        return found.group(1) + digit(district.substring(0, 1)) + rest + " " + digit(found.group(3)) + found.group(4);
    }

    /** A letter may stand there, but never one that looks like a digit. */
    private static String misreadDigit(String sign) {
        return sign.equals("O") ? "0" : sign.equals("I") || sign.equals("l") ? "1" : sign;
    }

    private static String digit(String sign) {
        return sign.toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1')
                .replace('S', '5');
    }

    private static String digits(String number) {
        return number.replaceAll("\\D", "");
    }
}
