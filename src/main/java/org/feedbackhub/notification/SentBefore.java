package org.feedbackhub.notification;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks up what people were sent before; what is asked about each of them is looked up for many at once. */
final class SentBefore {

    private final JdbcClient jdbc;
    private final NotificationLedger ledger;
    private final List<NotificationSettings.Cap> perPerson;
    private final Duration longest;
    private final int most;
    private final InstantSource clock;

    SentBefore(
            JdbcClient jdbc, NotificationLedger ledger, List<NotificationSettings.Cap> perPerson, InstantSource clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.perPerson = perPerson;
        this.longest = perPerson.stream()
                .map(NotificationSettings.Cap::within)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        this.most = perPerson.stream()
                .mapToInt(NotificationSettings.Cap::atMost)
                .max()
                .orElse(0);
        this.clock = clock;
    }

    /** As far as it decides about these; good for as long as the people's turn lasts. */
    SendingHistory of(List<Notification> notifications) {
        Map<UUID, Had> had = new HashMap<>();
        if (notifications.isEmpty()) {
            return new Known(had);
        }
        jdbc.sql(
                        """
                        select n.id,
                               exists (select 1 from undeliverable u
                                       where u.council = f.council and u.address = n.recipient) as undeliverable,
                               array(select o.decided_at from notification o
                                     where o.recipient = n.recipient and o.notification = n.notification
                                       and o.decided_at > :since and o.id <> n.id
                                       and o.state in ('sending', 'sent', 'bounced')
                                     order by o.decided_at desc limit :most) as lately
                        from notification n join feedback f on f.reference = n.reference
                        where n.id = any(:ids)""")
                .param("since", Timestamp.from(clock.instant().minus(longest)))
                .param("most", most)
                .param("ids", notifications.stream().map(Notification::id).toArray(UUID[]::new))
                .query(row -> {
                    had.put(
                            row.getObject("id", UUID.class),
                            new Had(row.getBoolean("undeliverable"), instants(row, "lately")));
                });
        return new Known(had);
    }

    private static List<Instant> instants(ResultSet row, String column) throws SQLException {
        Array values = row.getArray(column);
        return Arrays.stream((Timestamp[]) values.getArray())
                .map(Timestamp::toInstant)
                .toList();
    }

    /** @param lately when the person was sent the same type before, the newest first */
    private record Had(boolean undeliverable, List<Instant> lately) {}

    private final class Known implements SendingHistory {
        private final Map<UUID, Had> had;

        Known(Map<UUID, Had> had) {
            this.had = had;
        }

        @Override
        public boolean undeliverable(Notification notification) {
            return of(notification).undeliverable();
        }

        @Override
        public Optional<NotificationSettings.Cap> capReached(Notification notification) {
            List<Instant> lately = of(notification).lately();
            Instant now = clock.instant();
            return perPerson.stream()
                    .filter(cap -> lately.size() >= cap.atMost()
                            && lately.get(cap.atMost() - 1).isAfter(now.minus(cap.within())))
                    .findFirst();
        }

        private Had of(Notification notification) {
            Had known = had.get(notification.id());
            if (known == null) {
                throw new IllegalArgumentException("nobody asked about this notification");
            }
            return known;
        }

        @Override
        public boolean sentBefore(Notification notification) {
            return jdbc.sql(
                            """
                            select exists (select 1 from notification
                                           where reference = :reference and notification = :type and id <> :id
                                             and state in ('sending', 'sent', 'bounced'))""")
                    .param("reference", notification.reference().value())
                    .param("type", notification.type().id())
                    .param("id", notification.id())
                    .query(Boolean.class)
                    .single();
        }

        @Override
        public String acknowledgedIn(Reference reference) {
            return ledger.newest(reference, NotificationType.ACKNOWLEDGEMENT)
                    .map(NotificationLedger.Standing::template)
                    .orElse("");
        }

        @Override
        public boolean sentToPersonWithin(Notification notification, CouncilId council, Duration within) {
            return jdbc.sql(
                            """
                            select exists (select 1 from notification n join feedback f on f.reference = n.reference
                                           where n.recipient = :recipient and n.notification = :type and n.id <> :id
                                             and n.decided_at > :moment and n.state in ('sending', 'sent', 'bounced')
                                             and f.council = :council)""")
                    .param("recipient", String.valueOf(notification.recipient()))
                    .param("type", notification.type().id())
                    .param("id", notification.id())
                    .param("council", council.value())
                    .param("moment", Timestamp.from(clock.instant().minus(within)))
                    .query(Boolean.class)
                    .single();
        }
    }
}
