package org.feedbackhub.print;

import java.time.LocalDate;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reference;

/**
 * What a letter says, and to whom.
 *
 * @param council as which it is written
 * @param language of its words, as an ISO 639 code
 * @param subject its heading
 * @param content its words, as HTML whose tags are all closed
 * @param largePrint for whoever has asked for large print or Braille (P21)
 */
public record LetterText(
        CouncilId council,
        Reference reference,
        LocalDate date,
        String language,
        Contact to,
        String subject,
        String content,
        boolean largePrint) {}
