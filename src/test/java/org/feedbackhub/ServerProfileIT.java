package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.publishing.Outbox;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two hubs on one database and broker: one standalone, which lends its parts, and one in the server profile. */
class ServerProfileIT {

    private static final int MAILS = 20;

    /** No further beans. */
    static class Nothing {}

    @Test
    void a_second_instance_shares_the_work_and_nothing_is_done_twice() throws Exception {
        try (HubUnderTest lender = HubUnderTest.start(Nothing.class);
                ConfigurableApplicationContext server = server(lender)) {
            for (int i = 0; i < MAILS; i++) {
                lender.deliver("r" + i + "@example.org", "Thanks", "Thank you so much, you were lovely.");
            }

            JdbcClient jdbc = server.getBean(JdbcClient.class);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> jdbc.sql("select count(*) from notification where state = 'sent'")
                                            .query(Integer.class)
                                            .single()
                                    == MAILS
                            && server.getBean(Outbox.class).waiting() == 0);

            assertThat(server.getBeanNamesForType(org.feedbackhub.console.OperatorSource.class))
                    .containsExactly("configuredUsers");
            assertThat(lender.records("feedback.compliments")).hasSize(MAILS);
            for (int i = 0; i < MAILS; i++) {
                assertThat(lender.read("r" + i + "@example.org", "INBOX")).hasSize(1);
            }
        }
    }

    @Test
    void it_does_not_start_without_its_settings() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(FeedbackHub.class)
                        .profiles("server")
                        .run("--server.port=0", "--management.server.port=0", "--hub.home=target/hubs/none"))
                .hasStackTraceContaining("HUB_");
    }

    @Test
    void it_does_not_answer_residents_on_assumptions() throws Exception {
        try (HubUnderTest lender = HubUnderTest.start(Nothing.class)) {
            assertThatThrownBy(() -> server(lender, "--hub.councils.accept-unconfirmed=false"))
                    .isInstanceOf(BeanCreationException.class)
                    .rootCause()
                    .isInstanceOf(InvalidConfiguration.class)
                    .hasMessageContaining("hub.councils.accept-unconfirmed=true");
        }
    }

    private static ConfigurableApplicationContext server(HubUnderTest lender) {
        return server(lender, "--hub.councils.accept-unconfirmed=true");
    }

    private static ConfigurableApplicationContext server(HubUnderTest lender, String accept) {
        HubUnderTest.Ports ports = lender.ports();
        Path home = Path.of("target", "hubs", UUID.randomUUID().toString());
        return new SpringApplicationBuilder(FeedbackHub.class)
                .profiles("server")
                .run(
                        accept,
                        "--server.port=0",
                        "--management.server.port=0",
                        "--hub.home=" + home,
                        "--HUB_PUBLIC_URL=http://127.0.0.1:8080",
                        "--HUB_DATABASE_URL=jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/hub",
                        "--HUB_DATABASE_USER=hub",
                        "--HUB_DATABASE_PASSWORD=",
                        "--HUB_KAFKA_BROKERS=127.0.0.1:" + ports.kafka(),
                        "--HUB_TOPICS_REPLICATION=1",
                        "--HUB_IMAP_HOST=127.0.0.1",
                        "--HUB_IMAP_PORT=" + ports.imap(),
                        "--HUB_IMAP_SECURITY=none",
                        "--HUB_SMTP_HOST=127.0.0.1",
                        "--HUB_SMTP_PORT=" + ports.smtp(),
                        "--HUB_SMTP_SECURITY=none",
                        "--HUB_SECRETS_WEST_LINDSEY_MAILBOX=standalone",
                        "--HUB_SECRETS_NORTH_KESTEVEN_MAILBOX=standalone",
                        "--HUB_SECRETS_WEST_LINDSEY_WEB_FORM=whsec_c2VydmVyLXByb2ZpbGUtd2VzdC1saW5kc2V5LTE=",
                        "--HUB_SECRETS_NORTH_KESTEVEN_WEB_FORM=whsec_c2VydmVyLXByb2ZpbGUtbm9ydGgta2VzdGV2ZW4=",
                        "--HUB_WEB_FORM_PAGE_KEY=server-profile-of-the-pages-key-0001",
                        "--HUB_SURVEY_KEY=server-profile-of-the-survey-key-001",
                        "--hub.email.mailboxes.poll-every=200ms");
    }
}
