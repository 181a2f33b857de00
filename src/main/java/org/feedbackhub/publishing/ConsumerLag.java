package org.feedbackhub.publishing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.feedbackhub.feedback.TransientFault;
import org.jspecify.annotations.Nullable;

/** How far a group of consumers is behind on a topic, as the broker knows it. */
public final class ConsumerLag {

    private static final int TIMEOUT_MILLIS = 5_000;

    private final KafkaClients clients;
    private final String prefix;

    ConsumerLag(KafkaClients clients, String prefix) {
        this.clients = clients;
        this.prefix = prefix;
    }

    /**
     * How many records of the topic, over all of its partitions, the group is not done with.
     *
     * @throws TransientFault if the broker does not say so just now, or has no such topic yet
     */
    public long of(String group, Topic topic) {
        String name = prefix + topic.baseName();
        try (Admin admin = clients.admin(TIMEOUT_MILLIS)) {
            Map<TopicPartition, OffsetSpec> partitions =
                    admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions().stream()
                            .map(info -> new TopicPartition(name, info.partition()))
                            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
            Map<TopicPartition, @Nullable OffsetAndMetadata> done = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(partitions).all().get();
            partitions.replaceAll((partition, spec) -> OffsetSpec.earliest());
            Map<TopicPartition, ListOffsetsResultInfo> beginnings =
                    admin.listOffsets(partitions).all().get();
            return partitions.keySet().stream()
                    .mapToLong(partition -> behind(
                            done.get(partition),
                            beginnings.get(partition).offset(),
                            ends.get(partition).offset()))
                    .sum();
        } catch (ExecutionException | KafkaException e) {
            throw new TransientFault("the broker does not say how far a group is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFault("interrupted", e);
        }
    }

    /** A group that is done with nothing begins at the oldest record; what is no longer kept is not waited for. */
    private static long behind(@Nullable OffsetAndMetadata done, long beginning, long end) {
        return Math.max(0, end - Math.max(beginning, done == null ? 0 : done.offset()));
    }
}
