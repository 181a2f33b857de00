package org.feedbackhub.notification;

import jakarta.mail.util.StreamProvider;
import org.eclipse.angus.mail.util.MailStreamProvider;

/**
 * Tells the mail API once which streams to use. Left alone it looks through every jar for them, four times for each mail,
 * which took longer than all else that is done to send one.
 */
final class MailStreams {

    private MailStreams() {}

    /** Unless somebody has told it already. */
    static void choose() {
        System.getProperties().putIfAbsent(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }
}
