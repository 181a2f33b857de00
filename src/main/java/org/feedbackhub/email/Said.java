package org.feedbackhub.email;

import java.util.List;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.jspecify.annotations.Nullable;

/**
 * What a mail tells of somebody's feedback, their own or what staff passed on for them.
 *
 * @param channel by which the person turned to the council
 * @param contact the person
 * @param takenBy address of the officer who passed it on, or null
 * @param subject of the person's mail, or the officer's where theirs is not known
 * @param text what the person wrote, or the officer noted
 * @param fullText all that came, with history and the officer's words
 * @param doubts why somebody should look at it
 */
record Said(
        Channel channel,
        Contact contact,
        @Nullable String takenBy,
        String subject,
        String text,
        String fullText,
        List<String> doubts) {

    /** The same with all the text of the mail in which it came. */
    Said in(String cover) {
        String all = cover.isBlank() ? fullText : cover + "\n\n" + fullText;
        return new Said(channel, contact, takenBy, subject, text, all, doubts);
    }

    /** The same with something to look at. */
    Said doubted(String doubt) {
        return new Said(channel, contact, takenBy, subject, text, fullText, List.of(doubt));
    }
}
