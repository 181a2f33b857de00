package org.feedbackhub.publishing;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Down while the broker does not answer; tells how many events wait for it. */
final class BrokerHealth implements HealthIndicator {

    private static final int TIMEOUT_MILLIS = 2_000;

    private final KafkaClients clients;
    private final Outbox outbox;

    BrokerHealth(KafkaClients clients, Outbox outbox) {
        this.clients = clients;
        this.outbox = outbox;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up().withDetail("waiting", outbox.waiting());
        try (Admin admin = clients.admin(TIMEOUT_MILLIS)) {
            return health.withDetail(
                            "nodes", admin.describeCluster().nodes().get().size())
                    .build();
        } catch (ExecutionException e) {
            return health.down()
                    .withDetail("cause", e.getCause().getClass().getSimpleName())
                    .build();
        } catch (KafkaException e) {
            return health.down()
                    .withDetail("cause", e.getClass().getSimpleName())
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return health.unknown().build();
        }
    }
}
