package org.feedbackhub.publishing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.feedbackhub.arrival.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Empties the outbox, one thread a shard, in waves: lock the shard, take each reference's oldest waiting event, send them
 * all, wait for the broker, mark what it took. What it did not take is tried again later, and holds up its own reference
 * only. After a crash a wave may be sent again, with the same {@code ce_id}s.
 *
 * <p>It is started and stopped by the application's events and is no {@code Lifecycle} bean: Spring would start what such a
 * bean depends on before it, and so Camel before its routes are read.
 */
final class OutboxRelay {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final String ROUTE = "publish-events";
    private static final Duration STOP = Duration.ofSeconds(35);

    private final OutboxStore store;
    private final TransactionTemplate transaction;
    private final RelayWakeUp wakeUp;
    private final TopicSetup topics;
    private final PublishingSettings.Outbox settings;
    private final Backoff backoff;
    private final CamelContext camel;
    private final ProducerTemplate producer;
    private final InstantSource clock;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    OutboxRelay(
            OutboxStore store,
            TransactionTemplate transaction,
            RelayWakeUp wakeUp,
            TopicSetup topics,
            PublishingSettings settings,
            CamelContext camel,
            ProducerTemplate producer,
            InstantSource clock) {
        this.store = store;
        this.transaction = transaction;
        this.wakeUp = wakeUp;
        this.topics = topics;
        this.settings = settings.outbox();
        this.backoff = new Backoff(this.settings.retryAfter(), this.settings.retryAtMost());
        this.camel = camel;
        this.producer = producer;
        this.clock = clock;
    }

    @EventListener(ApplicationStartedEvent.class)
    void start() {
        running = true;
        for (int shard = 0; shard < Outbox.SHARDS; shard++) {
            int own = shard;
            Thread thread = new Thread(() -> run(own), "outbox-" + shard);
            thread.start();
            threads.add(thread);
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        running = false;
        wakeUp.end();
        for (Thread thread : threads) {
            try {
                thread.join(STOP.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    private void run(int shard) {
        while (running) {
            try {
                int published = topics.ready() && routeOpen() ? publishWave(shard) : 0;
                if (published == 0) {
                    wakeUp.await(shard, settings.pollEvery());
                } else if (published < settings.wave()) {
                    // what comes in the meantime shares the next wave's commit
                    wakeUp.gather(settings.gather());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn(
                        "event=outbox-failed shard={} cause={}",
                        shard,
                        e.getClass().getSimpleName());
                pause(shard);
            }
        }
    }

    /** The route makes its client when it starts, which fails while the broker's name cannot be resolved. */
    private synchronized boolean routeOpen() {
        try {
            if (!camel.getRouteController().getRouteStatus(ROUTE).isStarted()) {
                camel.getRouteController().startRoute(ROUTE);
            }
            return true;
        } catch (Exception e) {
            LOG.warn("event=outbox-closed cause={}", e.getClass().getSimpleName());
            return false;
        }
    }

    private void pause(int shard) {
        try {
            wakeUp.await(shard, settings.pollEvery());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** @return how many events the broker took */
    private int publishWave(int shard) {
        Integer published = transaction.execute(status -> {
            store.lock(shard);
            List<Event> events = store.next(
                    shard,
                    clock.instant(),
                    settings.wave(),
                    settings.waveBytes().toBytes());
            return events.isEmpty() ? 0 : publish(events);
        });
        return published == null ? 0 : published;
    }

    private int publish(List<Event> events) {
        EventRecords records = new EventRecords(camel, events);
        Exchange sent = producer.send(
                "direct:publish-events", exchange -> exchange.getIn().setBody(records));
        List<OutboxStore.Published> published = new ArrayList<>(events.size());
        Instant now = clock.instant();
        int failed = 0;
        for (EventRecords.Result result : records.results()) {
            if (result.metadata() != null) {
                published.add(new OutboxStore.Published(
                        result.event().position(),
                        result.metadata().partition(),
                        result.metadata().offset()));
            } else {
                failed++;
                store.markFailed(
                        result.event(), now.plus(backoff.pause(result.event().attempts())));
            }
        }
        store.markPublished(published, now);
        if (failed > 0 || records.results().isEmpty()) {
            LOG.warn(
                    "event=outbox-not-taken events={} taken={} cause={}",
                    failed,
                    published.size(),
                    sent.getException() == null
                            ? "unknown"
                            : sent.getException().getClass().getSimpleName());
        }
        return published.size();
    }
}
