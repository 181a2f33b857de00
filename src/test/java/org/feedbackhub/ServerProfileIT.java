package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /** @param further settings in place of those of the same name */
    private static ConfigurableApplicationContext server(HubUnderTest lender, String... further) {
        Path home = Path.of("target", "hubs", UUID.randomUUID().toString());
        List<String> settings = new ArrayList<>(lender.ports().serverSettings(home));
        for (String one : further) {
            settings.removeIf(setting -> setting.startsWith(one.substring(0, one.indexOf('=') + 1)));
            settings.add(one);
        }
        return new SpringApplicationBuilder(FeedbackHub.class).run(settings.toArray(String[]::new));
    }
}
