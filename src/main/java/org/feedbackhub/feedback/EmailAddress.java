package org.feedbackhub.feedback;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mailbox address that the hub can answer to: an addr-spec of RFC 5322 without comments, quoting or white space.
 * Kept in lower case, since no mail system of today tells two residents apart by the case of a letter.
 *
 * @param value local part, {@code @}, domain
 */
public record EmailAddress(@JsonValue String value) {

    /** RFC 5321, 4.5.3.1.3: the longest path. */
    private static final int LONGEST = 254;

    private static final Pattern FORM = Pattern.compile(
            "(?!\\.|[^@]*\\.\\.|[^@]*\\.@)[^\\s@<>()\\[\\],;:\"\\\\\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+");

    /** @throws IllegalArgumentException if the value is no address; the message does not repeat it */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an e-mail address of the form name@domain");
        }
    }

    /** The address in the text, or nothing where the text is not one. */
    public static Optional<EmailAddress> parse(String text) {
        String trimmed = text.strip();
        return trimmed.length() <= LONGEST && FORM.matcher(trimmed).matches()
                ? Optional.of(new EmailAddress(trimmed))
                : Optional.empty();
    }

    /** What stands after the {@code @}. */
    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
