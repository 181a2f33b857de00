package org.feedbackhub.publishing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A wave of events in the form in which the Kafka component sends many at once: one exchange each, made as they are asked
 * for. When one fails while it is handed over, the rest is held back, since a broker that cannot be reached would hold up
 * each of them for as long.
 */
final class EventRecords implements Iterable<Exchange> {

    private final CamelContext camel;
    private final List<Event> events;
    private final List<Exchange> handedOver = new ArrayList<>();

    EventRecords(CamelContext camel, List<Event> events) {
        this.camel = camel;
        this.events = events;
    }

    @Override
    public Iterator<Exchange> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return handedOver.size() < events.size()
                        && (handedOver.isEmpty()
                                || handedOver.get(handedOver.size() - 1).getException() == null);
            }

            @Override
            public Exchange next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Exchange exchange = exchange(events.get(handedOver.size()));
                handedOver.add(exchange);
                return exchange;
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

    private static @Nullable RecordMetadata metadata(Exchange exchange) {
        if (exchange.getException() != null) {
            return null;
        }
        List<?> metadata = exchange.getMessage().getHeader(KafkaConstants.KAFKA_RECORD_META, List.class);
        return metadata != null && !metadata.isEmpty() && metadata.get(0) instanceof RecordMetadata one ? one : null;
    }

    private Exchange exchange(Event event) {
        Exchange exchange = new DefaultExchange(camel);
        Message message = exchange.getIn();
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
        return exchange;
    }
}
