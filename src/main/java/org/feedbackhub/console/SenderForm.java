package org.feedbackhub.console;

import java.util.LinkedHashMap;
import java.util.Map;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;

/** Who wrote a letter, as somebody reads it there; each may be null or empty. */
public record SenderForm(
        @Nullable String name,
        @Nullable String address,
        @Nullable String postcode,
        @Nullable String email,
        @Nullable String phone) {

    private static final int LONGEST = 200;
    private static final int LONGEST_ADDRESS = 500;

    static SenderForm of(Contact contact) {
        return new SenderForm(
                contact.name(),
                contact.address(),
                contact.postcode(),
                contact.email() == null ? null : contact.email().value(),
                contact.phone());
    }

    /** What is wrong, in words, by the field. */
    Map<String, String> mistakes() {
        Map<String, String> mistakes = new LinkedHashMap<>();
        if (longer(name, LONGEST)) {
            mistakes.put("name", "The name must be " + LONGEST + " characters or fewer");
        }
        if (longer(address, LONGEST_ADDRESS)) {
            mistakes.put("address", "The address must be " + LONGEST_ADDRESS + " characters or fewer");
        }
        if (longer(postcode, LONGEST)) {
            mistakes.put("postcode", "The postcode must be " + LONGEST + " characters or fewer");
        }
        String mail = given(email);
        if (mail != null && EmailAddress.parse(mail).isEmpty()) {
            mistakes.put("email", "Enter an e-mail address like name@example.org, or nothing");
        }
        if (longer(phone, LONGEST)) {
            mistakes.put("phone", "The telephone number must be " + LONGEST + " characters or fewer");
        }
        if (contact(null).equals(Contact.ANONYMOUS)) {
            mistakes.put("name", "Enter what stands in the letter, or go back if nothing does");
        }
        return mistakes;
    }

    /** @param preferred how they would like to be contacted, which the letter may have told */
    Contact contact(@Nullable String preferred) {
        String mail = given(email);
        String lines = given(address);
        return new Contact(
                given(name),
                mail == null ? null : EmailAddress.parse(mail).orElse(null),
                given(phone),
                lines == null ? null : lines.replaceAll("\\s*\\R\\s*", "\n"),
                given(postcode),
                preferred);
    }

    private static boolean longer(@Nullable String text, int most) {
        return text != null && text.length() > most;
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
