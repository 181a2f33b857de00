package org.feedbackhub.webform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.feedbackhub.arrival.ArrivalLedger;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.Quarantine;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.arrival.ReceivedFile;
import org.feedbackhub.arrival.Recorded;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.TransientFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes pages that are sent: keeps each as a posting in the contract's own fields, and passes it on like any other. */
final class PageDesk {

    private static final Logger LOG = LoggerFactory.getLogger(PageDesk.class);
    private static final String ROUTE = "direct:record-arrival";
    private static final String JSON = "application/json";
    private static final FormMapping CONTRACT = new FormMapping();

    private final FormReader reader;
    private final FormBodies bodies;
    private final RawStore rawStore;
    private final ArrivalLedger ledger;
    private final FeedbackRecords records;
    private final Quarantine quarantine;
    private final ProducerTemplate producer;
    private final ObjectMapper json;
    private final InstantSource clock;

    PageDesk(
            FormReader reader,
            FormBodies bodies,
            RawStore rawStore,
            ArrivalLedger ledger,
            FeedbackRecords records,
            Quarantine quarantine,
            ProducerTemplate producer,
            ObjectMapper json,
            InstantSource clock) {
        this.reader = reader;
        this.bodies = bodies;
        this.rawStore = rawStore;
        this.ledger = ledger;
        this.records = records;
        this.quarantine = quarantine;
        this.producer = producer;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Records the page. When this returns, it is durable.
     *
     * @throws TransientFault if it cannot be recorded just now; it may be sent again
     */
    PageSent send(PageState page, List<PageDoubt> doubts) {
        try {
            FormBody body = body(page, doubts);
            RawItem raw = rawStore.hold(new KeptPosting(JSON, json.writeValueAsBytes(posting(body)))::writeTo);
            Arrived arrived = new Arrived(
                    "web:" + page.council().id() + "/" + page.kind().form() + "/" + page.token(),
                    page.council().id(),
                    channel(page),
                    clock.instant(),
                    raw);
            Recorded recorded = recorded(arrived, page.council(), body, doubts);
            return sent(page.council(), recorded, recorded.again() && !repeats(arrived, body));
        } catch (IOException e) {
            throw new TransientFault("the page could not be kept", e);
        } catch (RuntimeException e) {
            throw FaultMeaning.of(e) == FaultMeaning.SEND_AGAIN
                    ? new TransientFault("the page could not be recorded", e)
                    : e;
        }
    }

    private static Channel channel(PageState page) {
        return page.kind() == PageKind.RESIDENT
                ? Channel.WEB_FORM
                : Channel.of(page.values().getOrDefault(FormField.CHANNEL.id(), Channel.PHONE.id()));
    }

    private FormBody body(PageState page, List<PageDoubt> doubts) throws IOException {
        ObjectNode fields = json.createObjectNode();
        for (FormField field : FormField.values()) {
            String value = field == FormField.CHANNEL ? channel(page).id() : page.value(field);
            if (!value.isEmpty()) {
                fields.put(field.id(), value);
            }
        }
        if (!doubts.isEmpty()) {
            doubts.forEach(doubt -> fields.withArray("/" + PageDoubt.FIELD).add(doubt.id()));
        }
        List<ReceivedFile> files = new ArrayList<>();
        for (PageFile file : page.files()) {
            try (InputStream content = rawStore.open(file.sha256())) {
                files.add(new ReceivedFile(file.name(), file.mediaType(), content.readAllBytes()));
            }
        }
        return new FormBody(fields, files);
    }

    /** As the webhook would take it. */
    private static ObjectNode posting(FormBody body) {
        ObjectNode posting = body.fields().deepCopy();
        body.files().forEach(file -> posting.withArray("/files")
                .addObject()
                .put("name", file.name())
                .put("mediaType", file.declaredType())
                .put("content", file.content()));
        return posting;
    }

    private Recorded recorded(Arrived arrived, CouncilProfile council, FormBody body, List<PageDoubt> doubts) {
        try {
            FormValues values = CONTRACT.values(body);
            Finding.Written written = new Finding.Written(arrived, reader.read(council, values, doubts));
            return producer.requestBody(ROUTE, written, Recorded.class);
        } catch (RuntimeException e) {
            if (FaultMeaning.of(e) == FaultMeaning.SEND_AGAIN) {
                throw e;
            }
            // a page knows no refusal: what is wrong with it was told before it was sent
            Exception fault = FaultMeaning.bare(e);
            LOG.warn("event=page-failed cause={}", fault.getClass().getSimpleName());
            return quarantine.keep(arrived, fault);
        }
    }

    /** Whether what was sent from the page before told the same. */
    private boolean repeats(Arrived arrived, FormBody body) throws IOException {
        String before = ledger.rawItemOf(arrived.source()).orElseThrow();
        if (before.equals(arrived.raw().sha256())) {
            return true;
        }
        try (InputStream raw = rawStore.open(before)) {
            FormBody earlier =
                    bodies.read(JSON, KeptPosting.of(raw.readAllBytes()).body(), CONTRACT.files());
            Map<FormField, String> told = new EnumMap<>(CONTRACT.values(earlier).values());
            FormBody same = new FormBody(body.fields(), earlier.files());
            return told.equals(CONTRACT.values(body).values()) && same.tellsTheSameAs(body);
        }
    }

    private PageSent sent(CouncilProfile council, Recorded recorded, boolean other) {
        if (recorded.reference() == null) {
            return new PageSent(null, null, null, other);
        }
        Promise promise = records.promise(recorded);
        return new PageSent(
                recorded.reference().value(),
                ahead(council, promise.acknowledgeBy()),
                ahead(council, promise.respondBy()),
                other);
    }

    /** A day that is over is no promise any more: what has joined earlier feedback has the dates of that one. */
    private @Nullable LocalDate ahead(CouncilProfile council, @Nullable LocalDate day) {
        Instant now = clock.instant();
        return day == null || day.isBefore(now.atZone(council.timeZone()).toLocalDate()) ? null : day;
    }
}
