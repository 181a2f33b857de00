package org.feedbackhub.notification;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** Tells from what the mail server said whether it will never take a mail (RFC 5321, 4.2.1: replies 5yz). */
final class MailRefusal {

    private static final int PERMANENT = 500;

    /** The server is closing the connection (RFC 5321, 4.2.2). */
    private static final int CLOSING = 421;

    /** As which the mail API tells that the server closed the connection in place of a reply. */
    private static final int NO_REPLY = -1;

    /** Authentication or encryption required (RFC 4954, RFC 3207): the hub's settings are to blame. */
    private static final Set<Integer> OUR_OWN_FAULT = Set.of(530, 535, 538);

    /** The commands whose refusal is about what is sent: {@code DATA}, and the full stop that ends it. */
    private static final Set<String> CONTENT = Set.of("DATA", ".");

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

    /** Whether the connection is gone, is being closed by the server (RFC 5321, 3.8), or its login is not good any more. */
    static boolean connectionEnded(Throwable fault) {
        for (Throwable each = fault; each != null; each = next(each)) {
            int code = reply(each);
            if (each instanceof IOException || code == NO_REPLY || code == CLOSING || OUR_OWN_FAULT.contains(code)) {
                return true;
            }
        }
        return false;
    }

    private static int reply(Throwable fault) {
        if (fault instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        return fault instanceof SMTPSendFailedException send ? send.getReturnCode() : 0;
    }

    /** A refusal of this recipient or of this mail's content; one of us as sender says nothing about the mail. */
    private static int code(Throwable fault) {
        if (fault instanceof SMTPAddressFailedException address) {
            return OUR_OWN_FAULT.contains(address.getReturnCode()) ? 0 : address.getReturnCode();
        }
        return fault instanceof SMTPSendFailedException send && CONTENT.contains(String.valueOf(send.getCommand()))
                ? send.getReturnCode()
                : 0;
    }

    /** The mail API chains what happened to each address beside the cause, not below it. */
    private static @Nullable Throwable next(Throwable fault) {
        if (fault instanceof MessagingException mail && mail.getNextException() != null) {
            return mail.getNextException();
        }
        return fault.getCause() == fault ? null : fault.getCause();
    }
}
