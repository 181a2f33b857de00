package org.feedbackhub.notification;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.council.Mailbox.Security;

/** Mails hold what residents wrote, so that they go over a network under TLS only, unless somebody says otherwise. */
final class SmtpProtection {

    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1|\\[::1]", Pattern.CASE_INSENSITIVE);

    private SmtpProtection() {}

    /** @throws InvalidConfiguration if mails would leave this machine without TLS, and nobody has said that they may */
    static void check(SmtpSettings settings) {
        boolean protectedWell = settings.security() != Security.NONE;
        if (!protectedWell
                && !settings.unprotected()
                && !THIS_MACHINE.matcher(settings.host()).matches()) {
            throw new InvalidConfiguration(
                    Path.of("application.yaml"),
                    "hub.smtp.security",
                    "expected tls or starttls (HUB_SMTP_SECURITY), found none for a mail server on another machine;"
                            + " set hub.smtp.unprotected=true if mails may go over the network for everybody to read");
        }
    }
}
