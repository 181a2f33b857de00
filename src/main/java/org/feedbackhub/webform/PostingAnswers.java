package org.feedbackhub.webform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.LocalDate;
import org.apache.camel.Exchange;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.Quarantine;
import org.feedbackhub.arrival.Recorded;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.webform.Refusal.Cause;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers who posts: what was recorded, or what is wrong (RFC 9457). */
public final class PostingAnswers {

    static final String POSTED = "posted";
    static final String KEPT = "kept";

    private static final Logger LOG = LoggerFactory.getLogger(PostingAnswers.class);
    private static final int ACCEPTED = 202;

    private final Postings postings;
    private final FeedbackRecords records;
    private final Quarantine quarantine;
    private final ObjectMapper json;
    private final MeterRegistry registry;
    private final URI publicUrl;

    PostingAnswers(
            Postings postings,
            FeedbackRecords records,
            Quarantine quarantine,
            ObjectMapper json,
            MeterRegistry registry,
            URI publicUrl) {
        this.postings = postings;
        this.records = records;
        this.quarantine = quarantine;
        this.json = json;
        this.registry = registry;
        this.publicUrl = publicUrl;
    }

    /**
     * What is told once it is durable.
     *
     * @param reference null while a person has to look at it before it becomes feedback
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Accepted(@Nullable String reference, @Nullable LocalDate acknowledgeBy, @Nullable LocalDate respondBy) {}

    /** Answers with what was recorded; the same each time for the same key. */
    public void accepted(Exchange exchange) {
        PostedForm posted = exchange.getProperty(POSTED, PostedForm.class);
        Arrived arrived = exchange.getProperty(KEPT, Arrived.class);
        Recorded recorded = exchange.getMessage().getBody(Recorded.class);
        if (recorded.again() && !postings.repeats(posted, arrived)) {
            throw keyReused();
        }
        count(posted.council().id().value(), recorded.again() ? "again" : "accepted");
        answer(exchange, ACCEPTED, "application/json", told(recorded));
    }

    private static Refusal keyReused() {
        return Refusal.of(Cause.KEY_REUSED, "a key belongs to one posting; give another posting another key");
    }

    private Accepted told(Recorded recorded) {
        if (recorded.reference() == null) {
            return new Accepted(null, null, null);
        }
        Promise promise = records.promise(recorded);
        return new Accepted(recorded.reference().value(), promise.acknowledgeBy(), promise.respondBy());
    }

    /** Answers with what is wrong. What fails by itself is kept in quarantine, so that no caller has to try it for ever. */
    public void refused(Exchange exchange) {
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        switch (FaultMeaning.of(fault)) {
            case REFUSED -> problem(exchange, (Refusal) FaultMeaning.bare(fault));
            case SEND_AGAIN -> askToSendAgain(exchange, fault);
            case QUARANTINE -> keep(exchange, FaultMeaning.bare(fault));
        }
    }

    private void askToSendAgain(Exchange exchange, Throwable fault) {
        LOG.warn(
                "event=posting-not-kept cause={}",
                FaultMeaning.bare(fault).getClass().getSimpleName());
        problem(exchange, Refusal.of(Cause.UNAVAILABLE, "nothing was kept"));
    }

    private void keep(Exchange exchange, Exception fault) {
        Arrived arrived = exchange.getProperty(KEPT, Arrived.class);
        LOG.warn(
                "event=posting-failed kept={} cause={}",
                arrived != null,
                fault.getClass().getSimpleName());
        try {
            if (arrived != null) {
                // what was recorded before the fault stays recorded, and is told
                Recorded kept = quarantine.keep(arrived, fault);
                if (kept.again() && !postings.repeats(exchange.getProperty(POSTED, PostedForm.class), arrived)) {
                    throw keyReused();
                }
                Accepted told = told(kept);
                count(arrived.council().value(), told.reference() == null ? "quarantined" : "accepted");
                answer(exchange, ACCEPTED, "application/json", told);
                return;
            }
        } catch (Refusal e) {
            problem(exchange, e);
            return;
        } catch (RuntimeException e) {
            askToSendAgain(exchange, e);
            return;
        }
        problem(exchange, Refusal.of(Cause.UNAVAILABLE, "nothing was kept"));
    }

    private void problem(Exchange exchange, Refusal refusal) {
        count(counted(exchange, refusal), refusal.why().id());
        if (refusal.why() == Cause.UNAVAILABLE || refusal.why() == Cause.TOO_MANY) {
            exchange.getMessage().setHeader("Retry-After", "10");
        }
        answer(exchange, refusal.why().status(), Problem.MEDIA_TYPE, Problem.of(refusal, publicUrl));
    }

    /** The council's name in figures; any number of names that anybody can think of would be any number of figures. */
    private static String counted(Exchange exchange, Refusal refusal) {
        return refusal.why() == Cause.UNKNOWN_COUNCIL
                ? "unknown"
                : exchange.getMessage().getHeader("council", "unknown", String.class);
    }

    private void answer(Exchange exchange, int status, String contentType, Object body) {
        try {
            Object retryAfter = exchange.getMessage().getHeader("Retry-After");
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, contentType);
            if (retryAfter != null) {
                exchange.getMessage().setHeader("Retry-After", retryAfter);
            }
            exchange.getMessage().setBody(json.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always JSON", e);
        }
    }

    private void count(String council, String result) {
        registry.counter("hub.postings", "council", council, "result", result).increment();
    }
}
