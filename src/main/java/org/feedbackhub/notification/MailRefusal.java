package org.feedbackhub.notification;

import jakarta.mail.MessagingException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** Tells from what the mail server said whether it will never take a mail (RFC 5321, 4.2.1: replies 5yz). */
final class MailRefusal {

    private static final int PERMANENT = 500;

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
