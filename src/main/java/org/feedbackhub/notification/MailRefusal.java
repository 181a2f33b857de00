package org.feedbackhub.notification;

import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Tells from what the mail server said whether it will never take a mail (RFC 5321, 4.2.1: replies 5yz). */
final class MailRefusal {

    private static final int PERMANENT = 500;

    private MailRefusal() {}

    /** The server's final word, or nothing if another try may succeed. */
    static Optional<String> permanent(Throwable fault) {
        for (Throwable each = fault; each != null; each = next(each)) {
            int code = code(each);
            if (code >= PERMANENT) {
                return Optional.of("the mail server refused it with " + code);
            }
        }
        return Optional.empty();
    }

    private static int code(Throwable fault) {
        if (fault instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        return fault instanceof SMTPSendFailedException send ? send.getReturnCode() : 0;
    }

    /** The mail API chains what happened to each address beside the cause, not below it. */
    private static @org.jspecify.annotations.Nullable Throwable next(Throwable fault) {
        if (fault instanceof jakarta.mail.MessagingException mail && mail.getNextException() != null) {
            return mail.getNextException();
        }
        return fault.getCause() == fault ? null : fault.getCause();
    }
}
