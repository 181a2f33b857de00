package org.feedbackhub.arrival;

import io.micrometer.core.instrument.MeterRegistry;
import org.feedbackhub.feedback.Feedback;

/** Counts what came and what became of it, by council, channel, kind and outcome; never by person. */
final class IntakeFigures {

    private final MeterRegistry registry;

    IntakeFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A feedback was recorded. */
    void recorded(Feedback feedback) {
        String council = feedback.submission().council().value();
        String channel = feedback.submission().channel().id();
        count(council, channel, Outcome.RECORDED);
        registry.counter(
                        "hub.feedback",
                        "council",
                        council,
                        "channel",
                        channel,
                        "kind",
                        feedback.classification().kind().id())
                .increment();
    }

    /** Something was entered that is no feedback. */
    void entered(Arrived arrived, Outcome outcome) {
        count(arrived.council().value(), arrived.channel().id(), outcome);
    }

    private void count(String council, String channel, Outcome outcome) {
        registry.counter("hub.arrivals", "council", council, "channel", channel).increment();
        registry.counter("hub.outcomes", "council", council, "channel", channel, "outcome", outcome.id())
                .increment();
    }
}
