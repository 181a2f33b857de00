package org.feedbackhub.casework;

import org.apache.camel.CamelContext;
import org.feedbackhub.publishing.TopicsReady;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

/** Begins to listen once the broker was reached and the topic is there; from then on the client finds its way back by itself. */
final class CaseEventsStart {

    private static final Logger LOG = LoggerFactory.getLogger(CaseEventsStart.class);
    private static final String ROUTE = "case-events";

    private final CamelContext camel;

    CaseEventsStart(CamelContext camel) {
        this.camel = camel;
    }

    /** That it cannot listen must not keep the hub from telling. */
    @EventListener(TopicsReady.class)
    void start() {
        try {
            camel.getRouteController().startRoute(ROUTE);
            LOG.info("event=case-events-read");
        } catch (Exception e) {
            LOG.error("event=case-events-not-read cause={}", e.getClass().getSimpleName());
        }
    }
}
