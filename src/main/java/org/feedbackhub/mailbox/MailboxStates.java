package org.feedbackhub.mailbox;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Mailbox;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How each mailbox does, in the database, where all instances see it: so that one mail tells of a mailbox that has stopped,
 * and one of its recovery, whichever instance reads it and however often they start.
 */
final class MailboxStates {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Councils councils;
    private final MailboxWatch watch;
    private final ObjectProvider<MailboxAlerts> alerts;
    private final Duration silentAfter;
    private final InstantSource clock;
    private final Duration writeEvery;
    private final Map<String, Instant> written = new ConcurrentHashMap<>();

    MailboxStates(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Councils councils,
            MailboxWatch watch,
            ObjectProvider<MailboxAlerts> alerts,
            MailboxSettings settings,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.councils = councils;
        this.watch = watch;
        this.alerts = alerts;
        this.silentAfter = settings.silentAfter();
        this.writeEvery = settings.lookEvery();
        this.clock = clock;
    }

    /** Tells of those that have stopped or recovered. */
    void look() {
        if (watch.start().isAfter(clock.instant())) {
            return;
        }
        for (CouncilProfile council : councils.all()) {
            for (Mailbox mailbox : council.mailboxes()) {
                transaction.executeWithoutResult(status -> look(council, mailbox));
            }
        }
    }

    private void look(CouncilProfile council, Mailbox mailbox) {
        jdbc.sql(
                        """
                        insert into mailbox_state (mailbox, last_success) values (:mailbox, :start)
                        on conflict (mailbox) do nothing""")
                .param("mailbox", mailbox.id())
                .param("start", Timestamp.from(watch.start()))
                .update();
        Instant silentSince = clock.instant().minus(silentAfter);
        if (watch.start().isBefore(silentSince)) {
            wentDown(mailbox.id(), silentSince)
                    .forEach(since ->
                            alerts.forEach(each -> each.down(council, mailbox, since, watch.lastCause(mailbox.id()))));
        }
        cameBack(mailbox.id(), silentSince)
                .forEach(since -> alerts.forEach(each -> each.back(council, mailbox, since)));
    }

    /** The mailbox was read with success; written down from time to time, so that all instances know. */
    void read(String mailbox) {
        Instant now = clock.instant();
        Instant last = written.get(mailbox);
        if (last != null && last.plus(writeEvery).isAfter(now)) {
            return;
        }
        jdbc.sql(
                        """
                        insert into mailbox_state (mailbox, last_success) values (:mailbox, :now)
                        on conflict (mailbox) do update set last_success = :now""")
                .param("mailbox", mailbox)
                .param("now", Timestamp.from(now))
                .update();
        written.put(mailbox, now);
    }

    private List<Instant> wentDown(String mailbox, Instant silentSince) {
        return jdbc.sql(
                        """
                        update mailbox_state set down_since = last_success
                        where mailbox = :mailbox and down_since is null and last_success < :silentSince
                        returning last_success""")
                .param("mailbox", mailbox)
                .param("silentSince", Timestamp.from(silentSince))
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .list();
    }

    private List<Instant> cameBack(String mailbox, Instant silentSince) {
        return jdbc.sql(
                        """
                        update mailbox_state set down_since = null
                        where mailbox = :mailbox and down_since is not null and last_success >= :silentSince
                        returning last_success""")
                .param("mailbox", mailbox)
                .param("silentSince", Timestamp.from(silentSince))
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .list();
    }
}
