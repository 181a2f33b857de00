package org.feedbackhub.mailbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.feedbackhub.arrival.Leases;
import org.feedbackhub.arrival.Leases.Lease;
import org.feedbackhub.council.Mailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows of each mailbox when it was last polled with success. */
public final class MailboxWatch {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxWatch.class);

    private final Map<String, Instant> lastSuccess = new ConcurrentHashMap<>();
    private final Map<String, Boolean> pollFailed = new ConcurrentHashMap<>();
    private final Map<String, String> lastCause = new ConcurrentHashMap<>();
    private final Map<String, Boolean> failing = new ConcurrentHashMap<>();
    private final Map<String, Boolean> elsewhere = new ConcurrentHashMap<>();
    private final List<String> mailboxes;
    private final Leases leases;
    private final Duration silentAfter;
    private final InstantSource clock;
    private volatile Instant start;

    MailboxWatch(
            Collection<Mailbox> mailboxes,
            Leases leases,
            Duration silentAfter,
            InstantSource clock,
            MeterRegistry registry) {
        this.mailboxes = mailboxes.stream().map(Mailbox::id).toList();
        this.leases = leases;
        this.silentAfter = silentAfter;
        this.clock = clock;
        // before they are read at all, none can be silent
        this.start = Instant.MAX;
        for (String mailbox : this.mailboxes) {
            Gauge.builder("hub.mailbox.last.success.seconds", this, watch -> watch.secondsOf(mailbox))
                    .description("When the mailbox was last polled with success, in seconds since 1970; 0 for never")
                    .tag("mailbox", mailbox)
                    .register(registry);
        }
    }

    /** From now on the mailboxes are read. */
    void begin() {
        start = clock.instant();
    }

    /** Since when the mailboxes are read; {@link Instant#MAX} before that. */
    Instant start() {
        return start;
    }

    /** When the mailbox was last polled with success, if ever since the start. */
    public Optional<Instant> lastSuccess(String mailbox) {
        return Optional.ofNullable(lastSuccess.get(mailbox));
    }

    /** All mailboxes with the time of their last success. */
    public Map<String, Optional<Instant>> all() {
        Map<String, Optional<Instant>> all = new LinkedHashMap<>();
        mailboxes.forEach(mailbox -> all.put(mailbox, lastSuccess(mailbox)));
        return all;
    }

    /** Whether another instance reads the mailbox, so that this one has nothing to tell of it. */
    public boolean readElsewhere(String mailbox) {
        return elsewhere.getOrDefault(mailbox, false);
    }

    /** Whether the mailbox has been silent for longer than is allowed. */
    public boolean silent(String mailbox) {
        return !readElsewhere(mailbox)
                && lastSuccess(mailbox).orElse(start).isBefore(clock.instant().minus(silentAfter));
    }

    /** Something of the poll that is running did not work, so it is none that succeeded. */
    void failed(String mailbox, Throwable cause) {
        pollFailed.put(mailbox, true);
        lastCause.put(mailbox, cause.getClass().getSimpleName());
        if (!Boolean.TRUE.equals(failing.put(mailbox, true))) {
            LOG.warn(
                    "event=mailbox-failing mailbox={} cause={}",
                    mailbox,
                    cause.getClass().getSimpleName());
        }
    }

    /** The kind of fault that was last seen at the mailbox. */
    String lastCause(String mailbox) {
        return lastCause.getOrDefault(mailbox, "none was seen");
    }

    /** What Camel tells of faults that it does not let through to the end of the poll. */
    ExceptionHandler faults(String mailbox) {
        return new ExceptionHandler() {
            @Override
            public void handleException(Throwable fault) {
                failed(mailbox, fault);
            }

            @Override
            public void handleException(String message, Throwable fault) {
                failed(mailbox, fault);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable fault) {
                failed(mailbox, fault);
            }
        };
    }

    /** What Camel tells of the mailbox's polls. */
    PollingConsumerPollStrategy polls(String mailbox) {
        return new PollingConsumerPollStrategy() {
            @Override
            public boolean begin(Consumer consumer, Endpoint endpoint) {
                Lease lease = leases.hold(mailbox);
                elsewhere.put(mailbox, lease == Lease.ANOTHERS);
                pollFailed.put(mailbox, false);
                return lease == Lease.OWN;
            }

            @Override
            public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
                if (pollFailed.getOrDefault(mailbox, false)) {
                    return;
                }
                lastSuccess.put(mailbox, clock.instant());
                if (Boolean.TRUE.equals(failing.put(mailbox, false))) {
                    LOG.info("event=mailbox-back mailbox={}", mailbox);
                }
            }

            @Override
            public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
                failed(mailbox, cause);
                return false;
            }
        };
    }

    private double secondsOf(String mailbox) {
        return lastSuccess(mailbox).map(Instant::getEpochSecond).orElse(0L);
    }
}
