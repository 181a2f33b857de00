package org.feedbackhub.mailbox;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Mailbox;
import org.feedbackhub.council.Mailbox.Security;

/** Starts the route template {@code mailbox} once for each mailbox of the councils' files. */
final class MailboxRoutes {

    private final Councils councils;
    private final MailboxWatch watch;
    private final MailboxSettings settings;
    private final CamelContext camel;

    MailboxRoutes(Councils councils, MailboxWatch watch, MailboxSettings settings, CamelContext camel) {
        this.councils = councils;
        this.watch = watch;
        this.settings = settings;
        this.camel = camel;
    }

    /** Begins to read all mailboxes; one that cannot be reached is tried again and stops no other. */
    void start() {
        watch.begin();
        for (CouncilProfile council : councils.all()) {
            council.mailboxes().forEach(this::start);
        }
    }

    private void start(Mailbox mailbox) {
        camel.getRegistry().bind("polls-" + mailbox.id(), watch.polls(mailbox.id()));
        camel.getRegistry().bind("faults-" + mailbox.id(), watch.faults(mailbox.id()));
        String protocol = mailbox.security() == Security.TLS ? "imaps" : "imap";
        TemplatedRouteBuilder.builder(camel, "mailbox")
                .routeId("mailbox-" + mailbox.id())
                .prefixId(mailbox.id())
                .parameter("mailbox", mailbox.id())
                .parameter("protocol", protocol)
                .parameter("host", mailbox.host())
                .parameter("port", mailbox.port())
                .parameter("folder", mailbox.folder())
                .parameter("processed", mailbox.processed())
                .parameter("quarantine", mailbox.quarantine())
                .parameter("starttls", mailbox.security() == Security.STARTTLS)
                .parameter("pollEvery", settings.pollEvery().toMillis())
                .parameter("timeout", settings.connectionTimeout().toMillis())
                .parameter("backOffAfter", settings.backOffAfter())
                .parameter("backOffFactor", settings.backOffFactor())
                .add();
    }
}
