package org.feedbackhub.mailbox;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.mail.JavaMailSender;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;

/** One mailbox, as a place from which messages come. */
final class MailboxEndpoint extends MailEndpoint {

    private final String mailbox;
    private final MailboxParts parts;

    MailboxEndpoint(
            String uri,
            MailboxComponent component,
            MailConfiguration configuration,
            String mailbox,
            MailboxParts parts) {
        super(uri, component, configuration);
        this.mailbox = mailbox;
        this.parts = parts;
    }

    @Override
    public Consumer createConsumer(Processor processor, JavaMailSender sender) throws Exception {
        MailboxConsumer consumer = new MailboxConsumer(this, processor, sender.getSession(), mailbox, parts);
        configureConsumer(consumer);
        return consumer;
    }
}
