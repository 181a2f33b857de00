package org.feedbackhub.standalone;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.ServerSetup;
import org.feedbackhub.council.Councils;
import org.springframework.beans.factory.DisposableBean;

/**
 * A mail server for trying out: keeps mail in memory only, has a mailbox for every address that mail is sent to, and opens
 * it with any password.
 */
final class EmbeddedMailServer implements DisposableBean {

    private static final String LOOPBACK = "127.0.0.1";

    private final PromptMailServer server;

    EmbeddedMailServer(Councils councils, int smtpPort, int imapPort, String password) {
        GreenMailConfiguration configuration = new GreenMailConfiguration().withDisabledAuthentication();
        councils.all().stream()
                .flatMap(council -> council.mailboxes().stream())
                .forEach(mailbox -> configuration.withUser(mailbox.address().value(), mailbox.user(), password));
        ServerSetup[] setups = {
            new ServerSetup(smtpPort, LOOPBACK, ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(imapPort, LOOPBACK, ServerSetup.PROTOCOL_IMAP)
        };
        server = new PromptMailServer(setups);
        server.withConfiguration(configuration);
        server.start();
    }

    @Override
    public void destroy() {
        server.stop();
    }
}
