package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.mailserver.SmtpSink;
import org.feedbackhub.webform.FormPoster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A hundred thousand acknowledgements that are due within the same ten minutes, on two instances with one database: each
 * is decided once, none goes out twice, no instance grows with what waits. Writes {@code target/load/report.md}.
 */
@Tag("load")
class ManyDueIT {

    private static final int NOTIFICATIONS = Integer.getInteger("load.notifications", 100_000);
    private static final Duration WITHIN = Duration.ofSeconds(Integer.getInteger("load.seconds", 600));
    private static final Duration LONG = WITHIN.multipliedBy(3).plusMinutes(2);

    /** One in so many is to somebody who has many, and gets no more than the limit allows. */
    private static final int TO_THE_SAME = 1_000;

    private static final int AT_MOST_TO_ONE = 5;
    private static final int CHUNK = 5_000;
    private static final double FLAT = 1.25;

    /** No figure is taken before the first quarter is sent: until then a Java process warms up. */
    private static final int WARM = 4;

    private final HubUnderTest.Ports ports = HubUnderTest.Ports.free();
    private final Random random = new Random(20_261_122);
    private SmtpSink server;
    private HubProcess one;
    private HubProcess other;

    @BeforeEach
    void start() throws IOException {
        server = SmtpSink.counting("example.org");
        String[] settings = {
            "--hub.smtp.port=" + server.port(),
            "--hub.notifications.acknowledge-after=2h",
            "--hub.notifications.windows-always-open=true",
            "--hub.notifications.per-council.mails=100000000",
            "--hub.notifications.per-person[0].within=24h",
            "--hub.notifications.per-person[0].at-most=" + AT_MOST_TO_ONE,
            "--logging.level.org.feedbackhub=warn",
            // by which it is seen that it has started
            "--logging.level.org.feedbackhub.FeedbackHub=info",
            "--logging.level.org.feedbackhub.standalone=info"
        };
        one = new HubProcess(ports, named("one", settings));
        one.start();
        other = HubProcess.beside(ports, named("other", settings));
        other.start();
    }

    /** As hosts have names, by which it is seen who took up what. */
    private static String[] named(String name, String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "--db-scheduler.scheduler-name=" + name;
        return all;
    }

    @AfterEach
    void stop() throws IOException {
        other.close();
        one.close();
        server.close();
    }

    @Test
    void a_hundred_thousand_due_at_once_are_decided_once_each() throws Exception {
        List<String> patterns = List.of(
                posted("west-lindsey", FormPoster.SECRET),
                posted("north-kesteven", "whsec_dHJpYWwtbm9ydGgta2VzdGV2ZW4tZm9ybS0wMDAx"));
        Instant from = Instant.now();
        plan(patterns, from);

        List<Long> memory = new ArrayList<>();
        await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).until(() -> {
            int left = one.one("select count(*) from notification where state in ('planned', 'sending') and due_at < '"
                    + from.plus(WITHIN).plusSeconds(1) + "'");
            if (left < NOTIFICATIONS - NOTIFICATIONS / WARM) {
                memory.add(Math.max(one.residentMemory(), other.residentMemory()));
            }
            return left == 0;
        });

        int sent = one.one("select count(*) from notification where state = 'sent'");
        int suppressed = one.one("select count(*) from notification where state = 'suppressed'");
        assertThat(sent + suppressed).isEqualTo(NOTIFICATIONS);
        assertThat(suppressed).isEqualTo(toTheSame() - AT_MOST_TO_ONE);
        assertThat(server.taken()).isEqualTo(sent);
        assertThat(server.identities()).isEqualTo(sent);
        assertThat(one.one("select count(*) from event where type = 'org.feedbackhub.notification.decided.v1'"))
                .isEqualTo(NOTIFICATIONS);
        assertThat(one.one("select count(distinct picked_by) from hands")).isEqualTo(2);
        long first = memory.get(0);
        long highest = memory.stream().mapToLong(Long::longValue).max().orElseThrow();
        report(sent, suppressed, first, highest);
        assertThat((double) highest).isLessThan(first * FLAT);
    }

    private static int toTheSame() {
        return (NOTIFICATIONS + TO_THE_SAME - 1) / TO_THE_SAME;
    }

    private String posted(String council, String secret) throws Exception {
        String body = "{\"message\":\"I wish to complain. My bin was missed again and nobody has replied.\","
                + "\"name\":\"A Resident\",\"email\":\"pattern@example.org\",\"postcode\":\"LN8 3EU\"}";
        HttpResponse<String> answer = new FormPoster(one.httpPort(), council)
                .post(
                        "application/json",
                        body,
                        FormPoster.signed(secret, UUID.randomUUID().toString(), Instant.now(), body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.body().replaceAll("(?s).*\"reference\":\"([^\"]+)\".*", "$1");
    }

    /** Feedback like the patterns, from other people, with an acknowledgement each that is due at some moment of the time. */
    private void plan(List<String> patterns, Instant from) throws SQLException {
        try (Connection connection = one.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from scheduled_tasks where task_name = 'send-notification'");
            statement.execute("delete from notification");
            statement.execute("create table hands (picked_by text, unique (picked_by))");
            statement.execute(
                    """
                    create function seen() returns trigger language plpgsql as
                    $$ begin insert into hands values (new.picked_by) on conflict do nothing; return new; end $$""");
            statement.execute(
                    """
                    create trigger seen after update on scheduled_tasks for each row
                    when (new.task_name = 'send-notification' and new.picked and not old.picked)
                    execute function seen()""");
            for (int i = 0; i < NOTIFICATIONS; i += CHUNK) {
                chunk(connection, patterns, from, i);
            }
            statement.execute("vacuum analyze");
        }
    }

    private void chunk(Connection connection, List<String> patterns, Instant from, int start) throws SQLException {
        List<String> references = new ArrayList<>();
        List<String> like = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        List<Timestamp> due = new ArrayList<>();
        for (int i = start; i < Math.min(start + CHUNK, NOTIFICATIONS); i++) {
            String pattern = patterns.get(i % patterns.size());
            like.add(pattern);
            references.add(Reference.of(
                            pattern.substring(0, pattern.indexOf('-')),
                            random.ints(Reference.RANDOM_SIGNS).toArray())
                    .value());
            addresses.add(i % TO_THE_SAME == 0 ? "writes-often@example.org" : "r" + i + "@example.org");
            ids.add(UUID.randomUUID());
            due.add(Timestamp.from(from.plusMillis(random.nextLong(WITHIN.toMillis()))));
        }
        try (PreparedStatement insert = connection.prepareStatement(
                """
                with row as (
                    select * from unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::timestamptz[])
                        as row (reference, pattern, address, id, due)),
                about as (
                    insert into feedback (reference, arrival, council, channel, kind, for_review, received_at,
                                          acknowledge_by, respond_by, state)
                    select row.reference, f.arrival, f.council, f.channel, f.kind, f.for_review, f.received_at,
                           f.acknowledge_by, f.respond_by,
                           jsonb_set(jsonb_set(f.state, '{reference}', to_jsonb(row.reference)),
                                     '{submission,contact,email}', to_jsonb(row.address))
                    from row join feedback f on f.reference = row.pattern returning reference),
                planned as (
                    insert into notification (id, reference, notification, recipient, variant, state, reason, due_at,
                                              message_id)
                    select id, reference, 'acknowledgement', address, '', 'planned', 'planned', due,
                           '<' || id || '@load.example>'
                    from row where reference in (select reference from about) returning id, due_at)
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
                select 'send-notification', id::text, due_at, false, 1, 50 from planned""")) {
            insert.setArray(1, connection.createArrayOf("text", references.toArray()));
            insert.setArray(2, connection.createArrayOf("text", like.toArray()));
            insert.setArray(3, connection.createArrayOf("text", addresses.toArray()));
            insert.setArray(4, connection.createArrayOf("uuid", ids.toArray()));
            insert.setArray(5, connection.createArrayOf("timestamptz", due.toArray()));
            insert.executeUpdate();
        }
    }

    private void report(int sent, int suppressed, long first, long highest) throws IOException, SQLException {
        Path folder = Path.of("target", "load");
        Files.createDirectories(folder);
        String lateness;
        try (Connection connection = one.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        """
                        select percentile_cont(0.5) within group (order by late), percentile_cont(0.99) within group (order by late),
                               max(late)
                        from (select extract(epoch from decided_at - due_at) as late from notification) as lateness""")) {
            row.next();
            lateness = String.format(
                    Locale.ROOT, "%.1f s, %.1f s, %.1f s", row.getDouble(1), row.getDouble(2), row.getDouble(3));
        }
        String report = String.format(
                Locale.ROOT,
                "# %d notifications due within %d s, two instances%n%nsent %d, suppressed %d, mails taken %d, Message-IDs %d%n%n"
                        + "settled after they were due (median, 99 %%, latest): %s%n%n"
                        + "memory of the larger instance after a quarter: %d MiB, at most: %d MiB%n",
                NOTIFICATIONS,
                WITHIN.toSeconds(),
                sent,
                suppressed,
                server.taken(),
                server.identities(),
                lateness,
                first,
                highest);
        Files.writeString(folder.resolve("report.md"), report);
        System.out.print(report);
    }
}
