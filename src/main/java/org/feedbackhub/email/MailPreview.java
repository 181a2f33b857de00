package org.feedbackhub.email;

import java.util.List;
import java.util.Optional;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What a person is shown of a message before anything is decided about it; all of it comes from outside.
 *
 * @param from as far as it can be made out, else empty; so are the other headers
 * @param text what was written; if the message cannot be read, the first of its bytes, control characters shown
 * @param readable whether the message can be read
 * @param html as it came, dangerous as it is, or null if there is none
 * @param files the names of what is attached
 * @param contact who wrote it, as far as that can be made out
 * @param origin to which an answer would thread itself
 */
public record MailPreview(
        String from,
        String to,
        String subject,
        String date,
        String text,
        boolean readable,
        @Nullable String html,
        List<String> files,
        Contact contact,
        Origin origin) {

    private static final int SHOWN_AT_MOST = 20_000;

    public MailPreview {
        files = List.copyOf(files);
    }

    /** As much of the text as a page takes. */
    public String beginning() {
        return PartText.cut(text, SHOWN_AT_MOST);
    }

    /** Whether there is more of it. */
    public boolean cut() {
        return !readable || text.length() > SHOWN_AT_MOST;
    }

    /** The message's HTML, if it has any. */
    public Optional<String> htmlSource() {
        return Optional.ofNullable(html);
    }
}
