package org.feedbackhub.classification;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Takes the writer's contact details out of what they wrote. What else tells who somebody is, such as a neighbour's name, no pattern
 * finds: the text remains personal data.
 */
final class ContactDetails {

    private static final String TAKEN_OUT = "[…]";

    private static final Pattern ADDRESS = Pattern.compile("[\\w.+'-]{1,64}@[\\w.-]{1,255}");
    private static final Pattern PHONE = Pattern.compile("(?<![\\d-])(?:\\+\\d{2}|0)(?:[ ()/.-]{0,2}\\d){8,12}(?!\\d)");
    private static final Pattern POSTCODE =
            Pattern.compile("\\b[a-z]{1,2}\\d[a-z\\d]? {0,2}\\d[a-z]{2}\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK = Pattern.compile("\\b(?:https?://|www\\.)\\S{1,500}", Pattern.CASE_INSENSITIVE);

    /** Shorter parts of a name or an address are words as well. */
    private static final int SHORTEST_NAME = 3;

    private ContactDetails() {}

    /** The text without e-mail addresses, telephone numbers, postcodes, links, and the names of this person. */
    static String masked(String text, Contact writer) {
        String masked = text;
        for (Pattern pattern : new Pattern[] {LINK, ADDRESS, PHONE, POSTCODE}) {
            masked = pattern.matcher(masked).replaceAll(Matcher.quoteReplacement(TAKEN_OUT));
        }
        for (String part : Stream.of(writer.name(), writer.address(), localPart(writer.email()))
                .filter(known -> known != null && !known.isBlank())
                .flatMap(known -> Stream.of(known.split("[^\\p{L}'-]+")))
                .filter(part -> part.length() >= SHORTEST_NAME)
                .toList()) {
            masked = Pattern.compile(
                            "(?<!\\p{L})" + Pattern.quote(part) + "(?!\\p{L})",
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(masked)
                    .replaceAll(Matcher.quoteReplacement(TAKEN_OUT));
        }
        return masked;
    }

    private static @Nullable String localPart(@Nullable EmailAddress address) {
        return address == null
                ? null
                : address.value().substring(0, address.value().indexOf('@'));
    }
}
