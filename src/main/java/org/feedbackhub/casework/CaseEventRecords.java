package org.feedbackhub.casework;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** What of a case event is Kafka's: where it lies, that it is done with, and what is told of one that could not be used. */
public final class CaseEventRecords {

    private static final String TYPE = "org.feedbackhub.case-event.dead-lettered.v1";
    private static final String SCHEMA = "/contracts/case-event-dead-lettered.v1.schema.json";
    private static final String SOURCE = "/hub";

    private final URI publicUrl;

    CaseEventRecords(URI publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** The record, apart from Camel. */
    public ToldRecord take(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : message.getHeader(KafkaConstants.HEADERS, Headers.class)) {
            if (header.value() != null) {
                headers.put(text(header.key()), text(new String(header.value(), StandardCharsets.UTF_8)));
            }
        }
        String key = message.getHeader(KafkaConstants.KEY, String.class);
        return new ToldRecord(
                message.getHeader(KafkaConstants.TOPIC, String.class),
                message.getHeader(KafkaConstants.PARTITION, Integer.class),
                message.getHeader(KafkaConstants.OFFSET, Long.class),
                Instant.ofEpochMilli(message.getHeader(KafkaConstants.TIMESTAMP, Long.class)),
                key == null ? null : text(key),
                headers,
                (byte[]) message.getBody());
    }

    /** Tells the broker that all up to this record is done with. */
    public void commit(Exchange exchange) {
        exchange.getProperty("commit", KafkaManualCommit.class).commit();
    }

    /** Makes the message the fact that there is a dead letter: where the record lies and what was wrong, nothing of what it says. */
    public void tell(Exchange exchange) {
        Message message = exchange.getMessage();
        DeadLetter letter = message.getBody(DeadLetter.class);
        String id = letter.id().toString();
        message.removeHeaders("*");
        message.setHeader(KafkaConstants.KEY, id);
        message.setHeader("ce_specversion", "1.0");
        message.setHeader("ce_id", id);
        message.setHeader("ce_type", TYPE);
        message.setHeader("ce_source", SOURCE);
        message.setHeader("ce_subject", id);
        message.setHeader("ce_time", letter.receivedAt().toString());
        message.setHeader("ce_dataschema", publicUrl + SCHEMA);
        message.setHeader("content-type", "application/json");
        message.setBody(JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("cause", letter.cause())
                .put("topic", letter.told().topic())
                .put("partition", letter.told().partition())
                .put("offset", letter.told().offset())
                .put("href", publicUrl + "/console/dead-letters/" + id)
                .toString()
                .getBytes(StandardCharsets.UTF_8));
    }

    /** No database takes the character of value 0. */
    private static String text(String sent) {
        return sent.replace('\0', '\uFFFD');
    }
}
