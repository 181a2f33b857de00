package org.feedbackhub.feedback;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The person to answer to, as far as they told who they are; all of it may be absent (P22).
 *
 * @param name as the person wrote it
 * @param email where an answer may be sent
 * @param phone as written
 * @param address postal address, lines joined by line feeds
 * @param postcode as written
 * @param preferred how they would like to be contacted, in their words
 */
public record Contact(
        @Nullable String name,
        @Nullable EmailAddress email,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String postcode,
        @Nullable String preferred) {

    /** Of the United Kingdom, without blanks. */
    private static final Pattern POSTCODE = Pattern.compile("[A-Z]{1,2}\\d[A-Z\\d]?\\d[A-Z]{2}");

    private static final Pattern TITLE = Pattern.compile("\\b(?:mr|mrs|ms|miss|mx|dr|rev|sir|lady|cllr|prof)\\b");

    /** Nobody: an anonymous message. */
    public static final Contact ANONYMOUS = new Contact(null, null, null, null, null, null);

    /** The sender of an e-mail. */
    public static Contact byEmail(@Nullable String name, EmailAddress email) {
        return new Contact(name, email, null, null, null, null);
    }

    /**
     * Whether somebody who gives the other contact is this person, as far as that proves it: the same e-mail address, or, where not
     * both give one, the same postcode.
     */
    public boolean isReachedBy(Contact other) {
        return email != null && other.email != null ? email.equals(other.email) : livesWhere(other);
    }

    /**
     * Whether somebody who gives the other contact in a letter that quotes the reference is this person: as {@link #isReachedBy}, or by
     * the same postcode or the same name, since few give more on paper.
     */
    public boolean isReachedByLetterOf(Contact other) {
        return isReachedBy(other)
                || livesWhere(other)
                || name != null
                        && other.name != null
                        && isWholeName(name)
                        && bareName(name).equals(bareName(other.name));
    }

    private boolean livesWhere(Contact other) {
        return postcode != null
                && other.postcode != null
                && isPostcode(postcode)
                && bare(postcode).equals(bare(other.postcode));
    }

    /** A first name alone, or initials, are many people's. */
    private static boolean isWholeName(String name) {
        return bareName(name).matches("\\p{L}{2,} (?:.* )?\\p{L}{2,}");
    }

    private static String bareName(String name) {
        return TITLE.matcher(name.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .replaceAll("[^\\p{L}]+", " ")
                .strip();
    }

    private static boolean isPostcode(String text) {
        return POSTCODE.matcher(bare(text)).matches();
    }

    private static String bare(String postcode) {
        return postcode.replaceAll("[^\\p{Alnum}]", "").toUpperCase(Locale.ROOT);
    }

    /** Whether any way is known by which an answer can reach the person. */
    public boolean contactable() {
        return email != null || phone != null || address != null;
    }
}
