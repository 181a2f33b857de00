package org.feedbackhub.print;

import java.util.UUID;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reference;

/**
 * A letter, ready to be printed.
 *
 * @param notification that it is
 * @param kind of the notification, such as {@code acknowledgement}
 * @param sheet as it is printed
 * @param address as it stands in the window
 */
public record PrintedLetter(
        UUID notification,
        CouncilId council,
        Reference reference,
        String kind,
        Sheet sheet,
        PostalAddress address,
        boolean largePrint) {

    private static final int ID_SHOWN = 8;

    /** As a file of PDF/A. @param pages how many it has */
    public record Sheet(byte[] pdf, int pages) {}

    /** Under which it lies in the folder: the same however often it is put there, and telling nothing of the person. */
    String file() {
        return reference + "-" + kind + "-" + notification.toString().substring(0, ID_SHOWN) + ".pdf";
    }
}
