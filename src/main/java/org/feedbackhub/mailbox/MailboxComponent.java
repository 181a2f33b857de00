package org.feedbackhub.mailbox;

import java.net.URI;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Endpoint;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.spi.annotations.Component;

/**
 * Camel's mail component for {@code imap} and {@code imaps} with a consumer of our own, which takes many messages in one
 * command, chooses them by the ledger, and moves exactly those that are recorded. Its options are those of camel-mail, and
 * {@code mailbox}, the id of the council's mailbox.
 */
@Component("imap")
final class MailboxComponent extends MailComponent {

    private static final String FOR_MAIL_API = "mail.";

    private final MailboxParts parts;

    MailboxComponent(MailboxParts parts) {
        this.parts = parts;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        String mailbox = Objects.requireNonNull(getAndRemoveParameter(parameters, "mailbox", String.class), "mailbox");
        MailConfiguration configuration = getConfiguration().copy();
        configuration.configure(new URI(uri));
        if (parts.login(mailbox).byToken()) {
            parameters.put(FOR_MAIL_API + configuration.getProtocol() + ".auth.mechanisms", "XOAUTH2");
        }
        for (Iterator<Map.Entry<String, Object>> each = parameters.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Object> parameter = each.next();
            if (parameter.getKey().startsWith(FOR_MAIL_API)) {
                configuration.getAdditionalJavaMailProperties().put(parameter.getKey(), parameter.getValue());
                each.remove();
            }
        }
        MailboxEndpoint endpoint = new MailboxEndpoint(uri, this, configuration, mailbox, parts);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
