package org.feedbackhub.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Takes the writer's contact details out of what they wrote, as far as patterns find them. What else tells who somebody is, such as a
 * neighbour's name, none finds: the text remains personal data.
 */
final class ContactDetails {

    private static final String TAKEN_OUT = "[…]";

    /** Between the digits of a number: blanks and dashes of all kinds, brackets, dots, strokes. */
    private static final String BETWEEN = "[\\s\\u00a0\\u2000-\\u200b\\u202f\\p{Pd}()./]{0,3}";

    private static final List<Pattern> DETAILS = List.of(
            Pattern.compile("\\b(?:https?://|www\\.)\\S{1,500}", Pattern.CASE_INSENSITIVE),
            Pattern.compile("[\\w.+'-]{1,64}@[\\w.-]{1,255}"),
            Pattern.compile("(?<![\\d£.,])(?:\\+|00)?\\d(?:" + BETWEEN + "\\d){8,14}(?!\\d)"),
            Pattern.compile("\\b[a-z]{1,2}\\d[a-z\\d]?[\\s\\u00a0]{0,2}\\d[a-z]{2}\\b", Pattern.CASE_INSENSITIVE));

    private static final int SHORTEST_NAME = 2;
    private static final int SHORTEST_LINE = 5;

    private ContactDetails() {}

    /** The text without e-mail addresses, telephone numbers, postcodes, links, and the name and address of this person. */
    static String masked(String text, Contact writer) {
        String masked = text;
        for (Pattern detail : DETAILS) {
            masked = detail.matcher(masked).replaceAll(Matcher.quoteReplacement(TAKEN_OUT));
        }
        for (String line : parts(writer.address(), "[\\n,]", SHORTEST_LINE)) {
            masked = without(masked, line, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }
        for (String name : parts(writer.name(), "[^\\p{L}'-]+", SHORTEST_NAME)) {
            // by case: Will is a name, will is none
            masked = without(masked, name, 0);
        }
        for (String name : parts(localPart(writer.email()), "[^\\p{L}]+", SHORTEST_NAME + 1)) {
            masked = without(masked, Character.toUpperCase(name.charAt(0)) + name.substring(1), 0);
        }
        return masked;
    }

    private static String without(String text, String part, int flags) {
        return Pattern.compile("(?<!\\p{L})" + Pattern.quote(part) + "(?!\\p{L})", flags)
                .matcher(text)
                .replaceAll(Matcher.quoteReplacement(TAKEN_OUT));
    }

    private static List<String> parts(@Nullable String known, String between, int shortest) {
        List<String> parts = new ArrayList<>();
        if (known != null) {
            for (String part : known.split(between)) {
                if (part.strip().length() >= shortest) {
                    parts.add(part.strip());
                }
            }
        }
        return parts;
    }

    private static @Nullable String localPart(@Nullable EmailAddress address) {
        return address == null
                ? null
                : address.value().substring(0, address.value().indexOf('@'));
    }
}
