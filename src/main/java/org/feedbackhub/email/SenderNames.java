package org.feedbackhub.email;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;

/** Reads name and address of a sender out of the ways in which mail programs show them inside a text. */
final class SenderNames {

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>()\\[\\],;:\"'„“”«»]{1,64}@[^\\s@<>()\\[\\],;:\"'„“”«»]{1,190}");
    private static final Pattern LINK = Pattern.compile("<(?:mailto:|https?:)[^>]{0,500}>", Pattern.CASE_INSENSITIVE);
    private static final Pattern MAILTO = Pattern.compile("mailto:", Pattern.CASE_INSENSITIVE);
    private static final Pattern VIA = Pattern.compile("\\s+via\\s+\\S.{0,100}$", Pattern.CASE_INSENSITIVE);
    private static final Pattern DRESSING = Pattern.compile(
            "^[\\s\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\"'„<>*_,;:：-]+|[\\s\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\"'„<>*_,;:：-]+$");
    private static final Pattern QUOTED = Pattern.compile("[\"„«“]([^\"”»“]{1,100})[\"”»“]");
    private static final Pattern UP_TO_DATE =
            Pattern.compile("^.{0,200}\\d[^\\s\\p{L}]{0,3}(?:\\p{L}{1,4}[+-]\\d{1,4})?(?=[\\s,;:\\p{L}]|$)");

    private final Pattern noise;

    /**
     * Somebody as a text names them.
     *
     * @param name as shown, or null where there is only an address
     * @param address or nothing where there is only a name
     */
    record Named(@Nullable String name, Optional<EmailAddress> address) {}

    SenderNames(Path file, @Nullable List<String> attributionNoise, WrittenText.WordsFile.AttributionWords words) {
        Expressions.compile(file, "attributionNoise", attributionNoise, "%s");
        String all = String.join("|", attributionNoise) + "|" + String.join("|", words.atTheEnd()) + "|"
                + String.join("|", words.inTheMiddle());
        noise = Pattern.compile(
                "^[\\s\\p{P}]{0,5}(?:" + all + ")(?![\\p{L}])\\.?|(?<![\\p{L}])(?:" + all + ")[\\s\\p{P}]{0,5}$",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** From a header's value such as {@code "Toyne, Ann" <ann@example.org>}. */
    Named ofHeader(String value) {
        String shown = MAILTO.matcher(LINK.matcher(value).replaceAll("")).replaceAll("");
        Matcher address = ADDRESS.matcher(shown);
        if (!address.find()) {
            Matcher hidden = ADDRESS.matcher(MAILTO.matcher(value).replaceAll(""));
            return new Named(name(shown), hidden.find() ? EmailAddress.parse(hidden.group()) : Optional.empty());
        }
        Optional<EmailAddress> parsed = EmailAddress.parse(address.group());
        String name = name(shown.substring(0, address.start()));
        return new Named(name, parsed);
    }

    /** From an attribution such as {@code On 3 May 2026 at 10:12, Ann Toyne <ann@example.org> wrote:}. */
    Named ofAttribution(String words) {
        String shown = MAILTO.matcher(LINK.matcher(words).replaceAll("")).replaceAll("");
        Matcher address = ADDRESS.matcher(shown);
        boolean found = address.find();
        String before = found ? shown.substring(0, address.start()) : shown;
        Matcher quoted = QUOTED.matcher(before);
        String name = quoted.find()
                ? quoted.group(1)
                : withoutNoise(UP_TO_DATE.matcher(before).replaceFirst(""));
        return new Named(name(name), found ? EmailAddress.parse(address.group()) : Optional.empty());
    }

    private String withoutNoise(String words) {
        String rest = DRESSING.matcher(words).replaceAll("");
        String before = "";
        while (!rest.equals(before)) {
            before = rest;
            rest = DRESSING.matcher(noise.matcher(rest).replaceFirst("")).replaceAll("");
        }
        return rest;
    }

    private static @Nullable String name(String shown) {
        String name = VIA.matcher(DRESSING.matcher(shown).replaceAll("")).replaceFirst("");
        String bare = DRESSING.matcher(name).replaceAll("");
        return bare.isEmpty() || bare.indexOf('@') >= 0 ? null : bare;
    }
}
