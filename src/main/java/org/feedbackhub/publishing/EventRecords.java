package org.feedbackhub.publishing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A wave of events in the form in which the Kafka component sends many at once: one message each, made as they are asked
 * for. When one fails while it is handed over, the rest is held back, since a broker that cannot be reached would hold up
 * each of them for as long.
 */
final class EventRecords implements Iterable<Message> {

    private final CamelContext camel;
    private final List<Event> events;
    private final List<Message> handedOver = new ArrayList<>();

    EventRecords(CamelContext camel, List<Event> events) {
        this.camel = camel;
        this.events = events;
    }

    @Override
    public Iterator<Message> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return handedOver.size() < events.size()
                        && (handedOver.isEmpty() || !failed(handedOver.get(handedOver.size() - 1)));
            }

            @Override
            public Message next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Message message = message(events.get(handedOver.size()));
                handedOver.add(message);
                return message;
            }
        };
    }

    /** How each event that was handed over fared; those held back are not among them. */
    List<Result> results() {
        List<Result> results = new ArrayList<>(handedOver.size());
        for (int i = 0; i < handedOver.size(); i++) {
            results.add(new Result(events.get(i), metadata(handedOver.get(i))));
        }
        return results;
    }

    /** An event and where the broker put it, or null if it did not take it. */
    record Result(Event event, @Nullable RecordMetadata metadata) {}

    /** Whether the component has said already that the broker will not get it: it then gives no place where it lies. */
    private static boolean failed(Message message) {
        return message.getHeader(KafkaConstants.KAFKA_RECORD_META) != null && metadata(message) == null;
    }

    /** Where it lies; what the broker did not take has a place without an offset. */
    private static @Nullable RecordMetadata metadata(Message message) {
        return message.getHeader(KafkaConstants.KAFKA_RECORD_META) instanceof List<?> places
                        && !places.isEmpty()
                        && places.get(0) instanceof RecordMetadata place
                        && place.hasOffset()
                ? place
                : null;
    }

    private Message message(Event event) {
        Message message = new DefaultMessage(camel);
        message.setBody(event.body());
        message.setHeader(KafkaConstants.KEY, event.reference());
        message.setHeader(KafkaConstants.OVERRIDE_TOPIC, event.topic());
        message.setHeader("ce_specversion", "1.0");
        message.setHeader("ce_id", event.id().toString());
        message.setHeader("ce_type", event.type());
        message.setHeader("ce_source", "/councils/" + event.council());
        message.setHeader("ce_subject", event.reference());
        message.setHeader("ce_time", event.occurredAt().toString());
        message.setHeader("ce_dataschema", event.dataSchema());
        message.setHeader("ce_sequence", Integer.toString(event.sequence()));
        message.setHeader("content-type", "application/json");
        return message;
    }
}
