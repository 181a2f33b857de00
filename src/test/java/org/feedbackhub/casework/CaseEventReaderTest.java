package org.feedbackhub.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.feedbackhub.casework.CaseEvent.Verdict;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.PermanentFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader and the contract that case systems write by, held together. */
class CaseEventReaderTest {

    private static final Path CONTRACTS = Path.of("config/contracts");
    private static final String REFERENCE = "WL-K8T9-9C97";
    private static final String CLOSED = CaseEventType.CLOSED.id();

    private final CaseEventReader reader = new CaseEventReader();

    private static ToldRecord told(String key, Map<String, String> headers, String body) {
        return new ToldRecord(
                "cases.events",
                0,
                7,
                Instant.EPOCH,
                key,
                headers,
                body == null ? null : body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(String type) {
        return new HashMap<>(Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                "1",
                "ce_source",
                "/case-systems/test",
                "ce_type",
                type,
                "ce_time",
                "2026-11-22T10:00:00+01:00",
                "ce_subject",
                REFERENCE));
    }

    @Test
    void the_council_is_told_by_the_reference_however_little_else_can_be_read() {
        assertThat(reader.prefix(told(REFERENCE, Map.of(), "{"))).contains("WL");
        assertThat(reader.prefix(told(null, Map.of("ce_subject", REFERENCE), null)))
                .contains("WL");
        assertThat(reader.prefix(told("WL-K8T9-9C9W", Map.of(), null))).contains("WL");
        assertThat(reader.prefix(told("case 17", Map.of("ce_subject", REFERENCE), null)))
                .contains("WL");
        assertThat(reader.prefix(structured(null, REFERENCE))).contains("WL");
    }

    @Test
    void the_council_is_not_told_by_no_reference_or_by_those_of_two() {
        assertThat(reader.prefix(told(null, Map.of(), null))).isEmpty();
        assertThat(reader.prefix(told("WL", Map.of(), null))).isEmpty();
        assertThat(reader.prefix(told("NK-K8T9-9C97", Map.of("ce_subject", REFERENCE), null)))
                .isEmpty();
        assertThat(reader.prefix(structured("NK-K8T9-9C97", REFERENCE))).isEmpty();
        assertThat(reader.prefix(structured(null, "17"))).isEmpty();
    }

    private static ToldRecord structured(String key, String subject) {
        return told(
                key,
                Map.of("content-type", "application/cloudevents+json; charset=utf-8"),
                "{\"subject\":\"" + subject + "\"}");
    }

    private CaseEvent read(String name, String body) {
        return reader.read(told(REFERENCE, headers("org.feedbackhub.case." + name + ".v1"), body));
    }

    private static Schema schema(String name) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(CONTRACTS.resolve("case-" + name + ".v1.schema.json")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            opened                     | {}
            opened                     | {"caseNumber": "C-1", "of": "no interest"}
            assigned                   | {"officer": "A. Officer", "headOfService": null}
            extended                   | {"respondBy": "2026-12-24"}
            extended                   | {"respondBy": "2026-12-24", "reason": "We wait for the surveyor"}
            responded                  | {"stage": 1, "verdict": "partly-upheld", "on": "2026-11-21"}
            responded                  | {"stage": 2, "verdict": "none", "on": "2026-11-21"}
            escalated                  | {"stage": 2}
            referred-to-ombudsman      | {}
            referred-to-ombudsman      | {"early": true}
            closed                     | {}
            reopened                   | {"why": "new evidence"}
            reclassified               | {"kind": "comment"}
            reclassified               | {"kind": "service-request", "serviceArea": "waste"}
            contact-restricted         | {"until": "2027-05-31"}
            contact-restricted         | {"until": null}
            contact-restriction-lifted | {}
            contact-changed            | {"contact": {}}
            contact-changed            | {"contact": {"name": "A Resident", "email": "a.resident@example.org"}}""")
    void what_the_contract_allows_is_read(String name, String body) throws IOException {
        assertThat(schema(name).validate(body, InputFormat.JSON)).isEmpty();
        CaseEvent event = read(name, body);

        assertThat(CaseEventType.of(event).id()).isEqualTo("org.feedbackhub.case." + name + ".v1");
        assertThat(event.reference().value()).isEqualTo(REFERENCE);
        assertThat(event.at()).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            opened             | []                                                     | the body: expected a JSON object
            opened             | {"caseNumber": 12}                                     | caseNumber: expected a text
            assigned           | {"officer": {"name": "secret"}}                        | officer: expected a text
            extended           | {}                                                     | respondBy: expected a date
            extended           | {"respondBy": "24.12.2026"}                            | respondBy: expected a date
            responded          | {"stage": 0, "verdict": "upheld", "on": "2026-11-21"}  | stage: expected a whole number from 1
            responded          | {"stage": "1", "verdict": "upheld", "on": "2026-11-21"}| stage: expected a whole number from 1
            responded          | {"stage": 1, "verdict": "secret", "on": "2026-11-21"}  | verdict: expected one of upheld, partly-upheld
            responded          | {"stage": 1, "verdict": "upheld"}                      | on: expected a date
            escalated          | {"stage": 1}                                           | stage: expected a whole number from 2
            referred-to-ombudsman | {"early": "secret"}                                 | early: expected true or false
            reclassified       | {"kind": "secret"}                                     | kind: expected one of compliment, comment
            contact-restricted | {"until": "soon"}                                      | until: expected a date
            contact-changed    | {}                                                     | contact: expected a JSON object
            contact-changed    | {"contact": {"email": "secret"}}                       | contact.email: expected an e-mail address
            contact-changed    | {"contact": {"name": ["secret"]}}                      | contact.name: expected a text""")
    void what_the_contract_refuses_is_refused_by_field_and_expectation(String name, String body, String cause)
            throws IOException {
        assertThat(schema(name).validate(body, InputFormat.JSON)).isNotEmpty();
        assertThatThrownBy(() -> read(name, body))
                .isInstanceOf(PermanentFault.class)
                .hasMessageContaining(cause)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 0.3, ce_specversion: expected one of 1.0",
        "ce_id, , ce_id: expected a text",
        "ce_source, ' ', ce_source: expected a text",
        "ce_type, org.feedbackhub.case.lost.v1, ce_type: expected one of org.feedbackhub.case.opened.v1",
        "ce_time, yesterday, ce_time: expected a moment such as",
        "ce_subject, WL-K8T9-9C98, the record's key and the subject: expected the same reference"
    })
    void an_attribute_that_is_not_as_it_should_be_is_named(String attribute, String value, String cause) {
        Map<String, String> headers = headers(CLOSED);
        headers.remove(attribute);
        if (value != null) {
            headers.put(attribute, value);
        }

        assertThatThrownBy(() -> reader.read(told(REFERENCE, headers, "{}")))
                .isInstanceOf(PermanentFault.class)
                .hasMessageContaining(cause);
    }

    @Test
    void key_or_subject_alone_say_which_feedback_it_is() {
        Map<String, String> headers = headers(CLOSED);

        assertThat(reader.read(told(null, headers, null)).reference().value()).isEqualTo(REFERENCE);
        headers.remove("ce_subject");
        assertThat(reader.read(told(REFERENCE, headers, null)).reference().value())
                .isEqualTo(REFERENCE);
        assertThatThrownBy(() -> reader.read(told(null, headers, null))).hasMessageContaining("such as WL-");
        assertThatThrownBy(() -> reader.read(told("somebody's name", headers, null)))
                .hasMessageContaining("such as WL-")
                .hasMessageNotContaining("somebody");
    }

    @Test
    void an_event_in_structured_mode_is_the_same() {
        String event =
                """
                {"specversion": "1.0", "id": "1", "source": "/case-systems/test", "subject": "%s",
                 "type": "org.feedbackhub.case.responded.v1", "time": "2026-11-22T09:00:00Z",
                 "datacontenttype": "application/json",
                 "data": {"stage": 1, "verdict": "upheld", "on": "2026-11-21"}}"""
                        .formatted(REFERENCE);
        Map<String, String> headers = Map.of("content-type", "application/cloudevents+json; charset=UTF-8");

        assertThat(reader.read(told(REFERENCE, headers, event)))
                .isEqualTo(read("responded", "{\"stage\": 1, \"verdict\": \"upheld\", \"on\": \"2026-11-21\"}"));
        assertThatThrownBy(() -> reader.read(told(REFERENCE, headers, event.replace("\"id\": \"1\",", ""))))
                .hasMessage("id: expected a text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"caseNumber\": secret}",
                "{\"caseNumber\": \"1\"} secret",
                "secret",
                "{\"a\": 1, \"a\": 2}",
                " ",
                "\0"
            })
    void what_is_no_json_is_not_repeated(String body) {
        assertThatThrownBy(() -> read("opened", body))
                .isInstanceOf(PermanentFault.class)
                .hasMessageContaining("the body: expected")
                .hasMessageNotContaining("secret");
    }

    @Test
    void what_no_database_takes_is_refused() {
        assertThat(catchThrowable(() -> read("opened", "{\"caseNumber\": \"a\\u0000b\"}")))
                .isInstanceOf(PermanentFault.class);
        assertThat(catchThrowable(() -> read("opened", "{\"caseNumber\": \"a\\ud800b\"}")))
                .isInstanceOf(PermanentFault.class);
    }

    @Test
    void what_was_told_is_in_the_event() {
        assertThat(((CaseEvent.Responded)
                                read("responded", "{\"stage\":1,\"verdict\":\"upheld\",\"on\":\"2026-11-21\"}"))
                        .verdict())
                .isEqualTo(Verdict.UPHELD);
        assertThat(((CaseEvent.Extended) read("extended", "{\"respondBy\":\"2026-12-24\"}")).respondBy())
                .isEqualTo(LocalDate.of(2026, 12, 24));
        assertThat(((CaseEvent.Reclassified) read("reclassified", "{\"kind\":\"comment\"}")).kind())
                .isEqualTo(Kind.COMMENT);
        assertThat(((CaseEvent.ContactChanged)
                                read("contact-changed", "{\"contact\":{\"name\":\" \",\"email\":\"A@Example.org\"}}"))
                        .contact())
                .satisfies(contact -> assertThat(contact.name()).isNull())
                .satisfies(contact -> assertThat(contact.email()).isEqualTo(new EmailAddress("a@example.org")));
    }

    @ParameterizedTest
    @EnumSource(CaseEventType.class)
    void each_type_has_its_schema_and_its_place_in_the_contract(CaseEventType type) throws IOException {
        JsonNode contract = new ObjectMapper(new YAMLFactory())
                .readTree(CONTRACTS.resolve("events.asyncapi.yaml").toFile());
        String schema = type.id().replace("org.feedbackhub.case.", "case-") + ".schema.json";

        assertThat(new ObjectMapper()
                        .readTree(CONTRACTS.resolve(schema).toFile())
                        .path("title")
                        .asText())
                .isEqualTo(type.id());
        assertThat(contract.at("/channels/caseEvents/messages"))
                .map(message -> message.path("$ref").asText().replace("#", ""))
                .map(pointer -> contract.at(pointer))
                .anySatisfy(message -> {
                    assertThat(message.path("name").asText()).isEqualTo(type.id());
                    assertThat(message.at("/payload/$ref").asText()).isEqualTo(schema);
                });
    }
}
