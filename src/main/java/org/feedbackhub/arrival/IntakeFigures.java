package org.feedbackhub.arrival;

import io.micrometer.core.instrument.MeterRegistry;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.ServiceArea;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs what came and what became of it, by council, channel, kind and outcome; never by person. */
final class IntakeFigures {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final MeterRegistry registry;

    IntakeFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A feedback began. */
    void recorded(Feedback feedback) {
        Classification classification = feedback.classification();
        ServiceArea area = classification.serviceArea();
        registry.counter(
                        "hub.feedback",
                        "council",
                        feedback.submission().council().value(),
                        "channel",
                        feedback.submission().channel().id(),
                        "kind",
                        classification.kind().id())
                .increment();
        LOG.info(
                "event=recorded reference={} channel={} kind={} area={} review={}",
                feedback.reference(),
                feedback.submission().channel().id(),
                classification.kind().id(),
                area == null ? "unknown" : area.id(),
                classification.forReview());
    }

    /** Something was entered in the ledger. */
    void entered(LedgerEntry entry) {
        String council = entry.arrived().council().value();
        String channel = entry.arrived().channel().id();
        registry.counter("hub.arrivals", "council", council, "channel", channel).increment();
        registry.counter(
                        "hub.outcomes",
                        "council",
                        council,
                        "channel",
                        channel,
                        "outcome",
                        entry.outcome().id())
                .increment();
        if (entry.outcome() != Outcome.RECORDED) {
            LOG.info(
                    "event={} source={} reference={} reason=\"{}\"",
                    entry.outcome().id(),
                    entry.arrived().source(),
                    entry.reference() == null ? "none" : entry.reference(),
                    entry.reason());
        }
    }
}
