package org.feedbackhub.feedback;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sent, with the channel's format gone.
 *
 * @param council to which it was sent
 * @param channel by which the person turned to the council
 * @param contact to whom an answer would go
 * @param takenBy the officer who passed it on, or null where the person wrote themselves
 * @param subject empty where the channel has none
 * @param text what the person wrote
 * @param fullText all of it, with quoted history and signature
 * @param language ISO 639-1 code, or null where it could not be told
 * @param attachments in the order of the message
 * @param quoted references of earlier feedback that it names or answers
 * @param doubts why a person should look at it before it is acted on; empty as a rule
 * @param flags what the channel itself told, to be kept by the classification
 * @param origin by what it is told apart from others
 * @param details what a form asked beside this, by the names in {@link Details}; empty where there was no form
 */
public record Submission(
        CouncilId council,
        Channel channel,
        Contact contact,
        @Nullable String takenBy,
        String subject,
        String text,
        String fullText,
        @Nullable String language,
        List<Attachment> attachments,
        List<Reference> quoted,
        List<String> doubts,
        Set<Flag> flags,
        Origin origin,
        Map<String, String> details) {

    public Submission {
        attachments = List.copyOf(attachments);
        quoted = List.copyOf(quoted);
        doubts = List.copyOf(doubts);
        flags = Set.copyOf(flags);
        // what was recorded before there were forms has none
        details = details == null ? Map.of() : Map.copyOf(details);
    }

    /** The same with these files. */
    public Submission with(List<Attachment> others) {
        return new Submission(
                council, channel, contact, takenBy, subject, text, fullText, language, others, quoted, doubts, flags,
                origin, details);
    }

    /** The same by this person. */
    public Submission by(Contact other) {
        return new Submission(
                council,
                channel,
                other,
                takenBy,
                subject,
                text,
                fullText,
                language,
                attachments,
                quoted,
                doubts,
                flags,
                origin,
                details);
    }

    /** What the person wrote, subject first. */
    public String ownWords() {
        return words(subject, text);
    }

    /** All of it, subject first. */
    public String allWords() {
        return words(subject, fullText);
    }

    /** A message as it is read: its subject, where it has one, is its first sentence. */
    public static String words(String subject, String text) {
        return subject.isBlank() ? text : subject + ".\n" + text;
    }

    /** The same from this origin. */
    public Submission from(Origin other) {
        return new Submission(
                council,
                channel,
                contact,
                takenBy,
                subject,
                text,
                fullText,
                language,
                attachments,
                quoted,
                doubts,
                flags,
                other,
                details);
    }

    /** The same of which this part alone counts; all of it is in its full text. */
    public Submission saying(String part) {
        return new Submission(
                council,
                channel,
                contact,
                takenBy,
                subject,
                part,
                fullText,
                language,
                attachments,
                quoted,
                doubts,
                flags,
                origin,
                details);
    }

    /** Plain text of somebody unknown. */
    public static Submission ofText(CouncilId council, Channel channel, String text) {
        return new Submission(
                council,
                channel,
                Contact.ANONYMOUS,
                null,
                "",
                text,
                text,
                null,
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                Origin.UNKNOWN,
                Map.of());
    }
}
