package org.feedbackhub.publishing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** Makes the topics that are missing; until they are there nothing is sent, and the outbox waits. */
final class TopicSetup {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final KafkaClients clients;
    private final PublishingSettings.Topics settings;
    private final InstantSource clock;
    private final ApplicationEventPublisher application;
    private volatile boolean ready;
    private Instant notBefore = Instant.MIN;

    TopicSetup(
            KafkaClients clients,
            PublishingSettings.Topics settings,
            InstantSource clock,
            ApplicationEventPublisher application) {
        this.clients = clients;
        this.settings = settings;
        this.clock = clock;
        this.application = application;
    }

    /** Whether the topics are there; tries to make them so if it has not just failed to. */
    boolean ready() {
        return ready || prepared();
    }

    private synchronized boolean prepared() {
        if (ready || clock.instant().isBefore(notBefore)) {
            return ready;
        }
        try (Admin admin = clients.admin(TIMEOUT_MILLIS)) {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> missing = Arrays.stream(Topic.values())
                    .map(this::described)
                    .filter(topic -> !present.contains(topic.name()))
                    .toList();
            if (!missing.isEmpty() && settings.create()) {
                admin.createTopics(new ArrayList<>(missing)).all().get();
                awaitLeaders(admin, missing);
                LOG.info("event=topics-created topics={}", missing.size());
            }
            ready = settings.create() || missing.stream().allMatch(this::onlyRead);
            if (ready) {
                application.publishEvent(new TopicsReady());
            }
            if (!missing.isEmpty() && !settings.create()) {
                LOG.warn(
                        "event=topics-missing topics={}",
                        missing.stream().map(NewTopic::name).toList());
            }
        } catch (ExecutionException e) {
            LOG.warn(
                    "event=broker-unreachable cause={}", e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        notBefore = clock.instant().plus(AGAIN);
        return ready;
    }

    /**
     * Waits until each partition is answered for by its leader. One that has only just been made is known before that, and then takes
     * a producer's second batch for its first, so that the first is refused until the producer gives up half a minute later.
     */
    private static void awaitLeaders(Admin admin, List<NewTopic> made) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (NewTopic topic : made) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        admin.listOffsets(partitions).all().get();
    }

    /** What nobody has told anything on may be missing; what the hub has to tell must not wait for it. */
    private boolean onlyRead(NewTopic topic) {
        return topic.name().equals(settings.prefix() + Topic.CASE_EVENTS.baseName());
    }

    private NewTopic described(Topic topic) {
        String largest = Long.toString(settings.largestEvent().toBytes());
        Map<String, String> configuration = topic.compacted()
                ? Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        largest)
                : Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(settings.retention().toMillis()),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        largest);
        return new NewTopic(settings.prefix() + topic.baseName(), settings.partitions(), settings.replication())
                .configs(configuration);
    }
}
