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
            "(?<![\\p{L}\\p{N}])([A-Z]{1,2})([0-9OIl][0-9A-Zl]?)[ \\u00a0]{0,3}([0-9OIlS])([A-Z]{2})(?![\\p{L}\\p{N}])");

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

    private static final int LONGEST_ADDRESS_LINE = 45;
    private static final int LINES_OF_ADDRESS = 6;
    private static final int LINES_AFTER_GREETING = 5;

    private final Set<String> ownPostcodes;
    private final Set<String> ownPhones;
    private final Predicate<EmailAddress> own;

    /** @param council whose own postcodes, numbers and addresses stand in many letters */
    LetterSender(CouncilProfile council) {
        String told = String.join("\n", council.texts().values()) + "\n"
                + council.ombudsmen().values().stream()
                        .map(CouncilProfile.Body::contact)
                        .collect(Collectors.joining("\n"))
                + "\n"
                + council.referralContacts().values().stream()
                        .map(CouncilProfile.Body::contact)
                        .collect(Collectors.joining("\n"));
        this.ownPostcodes =
                POSTCODE.matcher(told).results().map(LetterSender::postcode).collect(Collectors.toSet());
        this.ownPhones = PHONE.matcher(told)
                .results()
                .map(found -> digits(found.group()))
                .collect(Collectors.toSet());
        this.own = council.staff()::includes;
    }

    /** All that the text tells of its writer. */
    Contact of(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        Optional<Integer> last = lastLineOfAddress(lines);
        List<String> block = last.map(line -> block(lines, line)).orElse(List.of());
        String above = block.isEmpty() || !isName(block.get(0)) ? null : block.get(0);
        List<String> address = above == null ? block : block.subList(1, block.size());
        return new Contact(
                signature(lines).orElse(above),
                EMAIL.matcher(text)
                        .results()
                        .flatMap(found -> EmailAddress.parse(found.group()).stream())
                        .filter(own.negate())
                        .findFirst()
                        .orElse(null),
                PHONE.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .filter(found -> !ownPhones.contains(digits(found)))
                        .map(String::strip)
                        .findFirst()
                        .orElse(null),
                address.isEmpty() ? null : String.join("\n", address),
                last.flatMap(line -> postcodeIn(lines.get(line))).orElse(null),
                null);
    }

    /** What can be believed of a text that is not sure: a postcode has a form of its own. */
    Contact ofUnsure(String text) {
        List<String> lines = text.lines().toList();
        String postcode = lastLineOfAddress(lines)
                .flatMap(line -> postcodeIn(lines.get(line)))
                .orElse(null);
        return postcode == null ? Contact.ANONYMOUS : new Contact(null, null, null, null, postcode, null);
    }

    /** How the letter begins, such as "Dear Sir or Madam"; null if it does not. */
    static @Nullable String salutation(String text) {
        Matcher found = SALUTATION.matcher(text);
        return found.find() ? found.group(1).strip() : null;
    }

    private Optional<Integer> lastLineOfAddress(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (postcodeIn(lines.get(i)).isPresent()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private Optional<String> postcodeIn(String line) {
        return POSTCODE.matcher(line)
                .results()
                .map(LetterSender::postcode)
                .filter(found -> !ownPostcodes.contains(found))
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
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (GREETING_AT_END.matcher(lines.get(i)).matches()) {
                return lines.subList(i + 1, Math.min(lines.size(), i + 1 + LINES_AFTER_GREETING)).stream()
                        .filter(LetterSender::isName)
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private static boolean isName(String line) {
        return NAME.matcher(line).matches() && !STREET.matcher(line).matches();
    }

    private static String postcode(MatchResult found) {
        String district = found.group(2).charAt(0) + "";
        return found.group(1) + digit(district) + found.group(2).substring(1).replace('l', '1') + " "
                + digit(found.group(3)) + found.group(4);
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
