package org.feedbackhub.casework;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.publishing.ConsumerLag;
import org.feedbackhub.publishing.Topic;

/** How many of the case systems' events the hubs are not done with; looked up beside the reading, which it does not slow down. */
public final class CaseEventsLag {

    private final ConsumerLag lag;
    private final String group;
    private volatile double behind = Double.NaN;

    CaseEventsLag(ConsumerLag lag, String group, MeterRegistry registry) {
        this.lag = lag;
        this.group = group;
        Gauge.builder("hub.case.events.lag", this, one -> one.behind)
                .description(
                        "Events of the case systems that are not recorded yet; not a number while the broker does not say")
                .register(registry);
    }

    /** Asks the broker how many there are now. What is not known any more is not told as if it were. */
    public void look() {
        try {
            behind = lag.of(group, Topic.CASE_EVENTS);
        } catch (TransientFault e) {
            behind = Double.NaN;
        }
    }
}
