package org.feedbackhub.feedback;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number that a resident is given and quotes on further contact (P14), such as {@code WL-7K3M-9QD2}: the council's
 * prefix, seven random signs, and a check sign.
 *
 * <p>The signs are the digits and the consonants without L and Y: no vowel, so that no word appears, and nothing that is
 * mistaken for a 1 or a 0 when read out. They are 29, a prime, so that a sum weighted by position, modulo 29, catches
 * every single wrong sign and every swap of two neighbours, in the prefix as well as behind it.
 *
 * @param value prefix, hyphen, four signs, hyphen, four signs
 */
public record Reference(@JsonValue String value) {

    /** How many random signs a reference has: 29 to the power of this many are possible for each council. */
    public static final int RANDOM_SIGNS = 7;

    private static final String SIGNS = "0123456789BCDFGHJKMNPQRSTVWXZ";
    private static final int MODULUS = SIGNS.length();
    private static final int GROUP = 4;
    private static final Pattern PREFIX = Pattern.compile("[A-Z]{2,4}");
    private static final Pattern AS_ISSUED = Pattern.compile("([A-Z]{2,4})-([" + SIGNS + "]{4})-([" + SIGNS + "]{4})");
    private static final Pattern WRITTEN = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(\\p{Alpha}{2,4})[\\s\\p{Pd}_.]{0,3}([\\p{Alnum}]{4})[\\s\\p{Pd}_.]{0,3}([\\p{Alnum}]{4})(?![\\p{L}\\p{N}])");

    /** @throws IllegalArgumentException if the value is not written as the hub writes it or its check sign is wrong */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Reference {
        Matcher form = AS_ISSUED.matcher(value);
        if (!form.matches() || sum(form.group(1), form.group(2) + form.group(3)) != 0) {
            throw new IllegalArgumentException("not a feedback reference");
        }
    }

    /**
     * The reference with these random signs.
     *
     * @param prefix two to four capital letters
     * @param random {@link #RANDOM_SIGNS} numbers, of which the remainder modulo 29 is taken
     */
    public static Reference of(String prefix, int[] random) {
        if (!PREFIX.matcher(prefix).matches() || random.length != RANDOM_SIGNS) {
            throw new IllegalArgumentException("a reference needs a prefix of two to four capitals and 7 numbers");
        }
        StringBuilder signs = new StringBuilder(RANDOM_SIGNS + 1);
        for (int number : random) {
            signs.append(SIGNS.charAt(Math.floorMod(number, MODULUS)));
        }
        int missing = Math.floorMod(-sum(prefix, signs), MODULUS);
        return new Reference(grouped(prefix, signs.append(SIGNS.charAt(missing))));
    }

    /**
     * The one reference that the text is, forgiving case, spaces, missing hyphens, O for 0, and I and L for 1.
     *
     * @return nothing if the text is no reference, or one with a slip of the pen in it
     */
    public static Optional<Reference> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        return matcher.matches() ? checked(matcher) : Optional.empty();
    }

    /** Every reference of the given prefix that is quoted in the text, in the order of the text, each once. */
    public static List<Reference> findAll(String text, String prefix) {
        List<Reference> found = new ArrayList<>();
        Matcher matcher = WRITTEN.matcher(text).useTransparentBounds(true);
        int at = 0;
        while ((at = next(text, prefix, at)) >= 0) {
            Optional<Reference> reference = matcher.region(at, text.length()).lookingAt()
                            && matcher.group(1).equalsIgnoreCase(prefix)
                    ? checked(matcher)
                    : Optional.empty();
            reference.filter(one -> !found.contains(one)).ifPresent(found::add);
            at = reference.isPresent() ? matcher.end() : at + 1;
        }
        return found;
    }

    /** Where the prefix next stands in the text, or -1: looked for by hand, since every text of every mail is searched. */
    private static int next(String text, String prefix, int from) {
        char first = Character.toLowerCase(prefix.charAt(0));
        for (int at = from; at <= text.length() - prefix.length(); at++) {
            if (Character.toLowerCase(text.charAt(at)) == first
                    && text.regionMatches(true, at, prefix, 0, prefix.length())) {
                return at;
            }
        }
        return -1;
    }

    /** The council's letters in front. */
    public String prefix() {
        return value.substring(0, value.indexOf('-'));
    }

    @Override
    public String toString() {
        return value;
    }

    private static Optional<Reference> checked(Matcher matcher) {
        String prefix = matcher.group(1).toUpperCase(Locale.ROOT);
        String signs = (matcher.group(2) + matcher.group(3))
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        boolean known = signs.chars().allMatch(sign -> SIGNS.indexOf(sign) >= 0);
        return known && PREFIX.matcher(prefix).matches() && sum(prefix, signs) == 0
                ? Optional.of(new Reference(grouped(prefix, signs)))
                : Optional.empty();
    }

    private static String grouped(String prefix, CharSequence signs) {
        return prefix + "-" + signs.subSequence(0, GROUP) + "-" + signs.subSequence(GROUP, signs.length());
    }

    /** Weights 8 to 1 for the signs, from 9 on for the letters in front: all different from their neighbours and from 0. */
    private static int sum(String prefix, CharSequence signs) {
        int sum = 0;
        for (int i = 0; i < signs.length(); i++) {
            sum += (RANDOM_SIGNS + 1 - i) * SIGNS.indexOf(signs.charAt(i));
        }
        for (int i = 0; i < prefix.length(); i++) {
            sum += (RANDOM_SIGNS + 2 + i) * (prefix.charAt(i) - 'A');
        }
        return sum % MODULUS;
    }
}
