package org.feedbackhub.standalone;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Mailbox;
import org.feedbackhub.council.Unconfirmed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** What a newcomer reads once the hub is up: where everything is, and one line of a usual tool to try it. */
final class Welcome {

    /** With which the councils' trial mailboxes are opened. */
    static final String MAILBOX_PASSWORD = "standalone";

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private final Environment environment;
    private final StandaloneSettings settings;
    private final Councils councils;
    private final GeneratedOperator operator;
    private final SampleMails samples;

    Welcome(
            Environment environment,
            StandaloneSettings settings,
            Councils councils,
            GeneratedOperator operator,
            SampleMails samples) {
        this.environment = environment;
        this.settings = settings;
        this.councils = councils;
        this.operator = operator;
        this.samples = samples;
    }

    /** Warns of what is assumed, says where everything is, and delivers the samples if they are asked for. */
    @EventListener
    void ready(ApplicationReadyEvent event) throws IOException, MessagingException {
        Unconfirmed.in(councils)
                .forEach(one -> LOG.warn("event=to-be-confirmed council={} {}", one.council(), one.assumption()));
        LOG.info(text());
        if (environment.containsProperty("samples")) {
            LOG.info("event=samples-delivered messages={}", samples.deliver());
        }
    }

    private String text() {
        String web = "http://127.0.0.1:" + environment.getProperty("local.server.port", "8080");
        String management = "http://127.0.0.1:" + environment.getProperty("local.management.port", "8081");
        List<Mailbox> mailboxes = councils.all().stream()
                .flatMap(council -> council.mailboxes().stream())
                .toList();
        StringBuilder text =
                new StringBuilder("\n\nFeedback Hub is ready. Everything runs in this process, on 127.0.0.1.\n\n");
        councils.all().stream()
                .filter(council -> !council.mailboxes().isEmpty())
                .forEach(council -> line(text, "Web form", web + "/" + council.id() + "/feedback"));
        councils.all().stream()
                .filter(council -> !council.forms().isEmpty())
                .forEach(council -> line(
                        text,
                        "Webhook",
                        web + "/v1/councils/" + council.id() + "/feedback, secret "
                                + council.forms().get(0).secrets().get(0)));
        councils.all().stream()
                .flatMap(council -> council.scanners().stream())
                .forEach(scanner -> line(text, "Letters", "PDF, TIFF, JPEG or PNG put into " + scanner.folder()));
        councils.all().stream()
                .map(CouncilProfile::letters)
                .filter(Objects::nonNull)
                .forEach(letters -> line(text, "To print", "letters out, and manifests, in " + letters.folder()));
        line(text, "Console", web + "/console   " + operator.hint());
        line(text, "Contracts", web + "/contracts/events.asyncapi.yaml, /contracts/feedback-api.openapi.yaml");
        line(text, "Health", management + "/actuator/health/operations");
        line(text, "Figures", management + "/actuator/prometheus");
        line(text, "Kafka", "127.0.0.1:" + settings.kafka().port());
        line(text, "PostgreSQL", "127.0.0.1:" + settings.postgres().port() + ", database and user hub");
        trial(text);
        if (settings.mail()) {
            mail(text, mailboxes);
        }
        text.append(
                "  its topics      feedback.complaints, .comments, .compliments, .referrals, .for-review, .safeguarding\n");
        return text.append("\nStop with Ctrl-C. What arrived and its events stay, the trial mailboxes are emptied: ")
                .append(environment.getProperty("hub.home"))
                .append(".\n")
                .toString();
    }

    private void trial(StringBuilder text) {
        if (environment.getProperty("hub.notifications.dry-run", Boolean.class, false)) {
            line(text, "Sending", "a trial: everything is decided, nothing is sent (hub.notifications.dry-run)");
        } else if (!environment.getProperty("hub.notifications.only-to", "").isBlank()
                || environment.containsProperty("hub.notifications.only-to[0]")) {
            line(text, "Sending", "a trial: only chosen addresses are written to (hub.notifications.only-to)");
        }
    }

    private void mail(StringBuilder text, List<Mailbox> mailboxes) {
        int smtp = settings.smtp().port();
        int imap = settings.imap().port();
        line(
                text,
                "Mail",
                "SMTP 127.0.0.1:" + smtp + ", IMAP 127.0.0.1:" + imap + "; for trying out, kept in memory only");
        mailboxes.forEach(mailbox -> line(text, "  mailbox", mailbox.address() + ", password " + MAILBOX_PASSWORD));
        line(text, "  residents", "any other address, any password");
        Mailbox first = mailboxes.get(0);
        text.append("\nTry it:\n");
        text.append("  the samples     ./mvnw spring-boot:run -Dspring-boot.run.arguments=--samples\n");
        text.append("  an e-mail       swaks --server 127.0.0.1:")
                .append(smtp)
                .append(" --from you@example.org --to ")
                .append(first.address())
                .append(" --header 'Subject: Bins' --body 'My bin was missed again, and nobody has replied.'\n");
        text.append("  the answer      curl -sS 'imap://127.0.0.1:")
                .append(imap)
                .append("/INBOX;MAILINDEX=1' -u you@example.org:any\n");
        text.append("  the event       kcat -b 127.0.0.1:")
                .append(settings.kafka().port())
                .append(" -C -q -t feedback.complaints -o beginning -e -f '%k %s\\n'\n");
    }

    private static void line(StringBuilder text, String what, String where) {
        text.append(String.format("  %-12s %s%n", what, where));
    }
}
