package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.feedbackhub.publishing.Outbox;
import org.junit.jupiter.api.Test;

/** With the broker away, residents are still heard and answered; only the events wait. */
class BrokerDownIT {

    /** No further beans. */
    static class Nothing {}

    @Test
    void the_backlog_waits_and_health_says_so() throws Exception {
        HubUnderTest.Ports nobody = HubUnderTest.Ports.free();
        try (HubUnderTest hub = HubUnderTest.start(Nothing.class, "--hub.kafka.brokers=127.0.0.1:" + nobody.kafka())) {
            hub.deliver("ann@example.org", "Thanks", "Thank you so much, you were lovely.");

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> hub.read("ann@example.org", "INBOX").size() == 1);

            // what was recorded, and that it was acknowledged
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> hub.bean(Outbox.class).waiting() == 2);
            assertThat(status(hub, "operations")).isEqualTo(503);
            assertThat(status(hub, "readiness")).isEqualTo(200);
            assertThat(status(hub, "liveness")).isEqualTo(200);
        }
    }

    private static int status(HubUnderTest hub, String group) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + hub.managementPort() + "/actuator/health/" + group))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
