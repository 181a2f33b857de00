package org.feedbackhub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.feedbackhub.HubUnderTest;
import org.feedbackhub.mailserver.Dovecot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How fast a mailbox full of mail becomes events that can be read back from Kafka, against other ways of doing it. */
@Tag("mail")
class MailBench {

    private static final int MAILS = Integer.getInteger("bench.mails", 5_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final List<Integer> GROWTH = List.of(1_000, 10_000, 50_000);
    private static final double OF_FLOOR = 0.80;
    private static final double OF_BARE_PIPE = 0.40;
    private static final double GROWS_AT_MOST = 1.2;
    private static final String ROUTE = "mailbox-west-lindsey-experience";
    private static final String[] TOPICS = {
        "feedback.complaints",
        "feedback.comments",
        "feedback.compliments",
        "feedback.referrals",
        "feedback.safeguarding",
        "feedback.for-review"
    };

    private Dovecot dovecot;
    private HubUnderTest hub;
    private OtherWays others;

    /** No further beans. */
    static class Nothing {}

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Dovecot.installed(), "needs root, and Debian's dovecot-imapd");
        dovecot = new Dovecot();
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
        dovecot.close();
    }

    @Test
    void with_everything_on_it_keeps_up_with_a_tight_program_on_the_same_libraries() throws Exception {
        startHub("--hub.classification.enabled=true");

        double ratio = new Comparison("mail-everything", MAILS + " mails in Dovecot, everything on", ROUNDS)
                .ratio("the hub", () -> hub(MAILS), "floor", () -> other(others::floor));

        if (ROUNDS > 1) {
            assertThat(ratio).isGreaterThanOrEqualTo(OF_FLOOR);
        }
    }

    @Test
    void without_classification_it_is_faster_than_plain_flows_that_keep_nothing() throws Exception {
        startHub("--hub.classification.enabled=false");

        double bare = new Comparison("mail-bare-pipe", MAILS + " mails in Dovecot, classification off", ROUNDS)
                .ratio("the hub", () -> hub(MAILS), "bare pipe", () -> other(others::barePipe));
        double camel = new Comparison("mail-camel", MAILS + " mails in Dovecot, classification off", ROUNDS)
                .ratio("the hub", () -> hub(MAILS), "plain Camel route", () -> flow(others::camelRoute));
        double integration = new Comparison("mail-integration", MAILS + " mails in Dovecot, classification off", ROUNDS)
                .ratio("the hub", () -> hub(MAILS), "Spring Integration", () -> flow(others::springIntegrationFlow));

        if (ROUNDS > 1) {
            assertThat(bare).isGreaterThanOrEqualTo(OF_BARE_PIPE);
            assertThat(camel).isGreaterThan(1);
            assertThat(integration).isGreaterThan(1);
        }
    }

    @Test
    void a_mailbox_that_is_fuller_takes_no_longer_for_each_mail() throws Exception {
        startHub("--hub.classification.enabled=true");
        hub(GROWTH.get(0));
        List<Double> perSecond = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (int mails : GROWTH) {
            if (mails > MAILS && ROUNDS == 1) {
                continue;
            }
            double rate = hub(mails);
            perSecond.add(rate);
            lines.add(String.format(Locale.ROOT, "| %d mails behind | %.0f | %d |", mails, rate, heapInUse()));
        }
        Comparison.table(
                "mail-growth", "| growth, classification on | mails a second | heap in use after, MB |", lines);

        if (ROUNDS > 1) {
            double slowest =
                    perSecond.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            assertThat(perSecond.get(0) / slowest).isLessThanOrEqualTo(GROWS_AT_MOST);
        }
    }

    private void startHub(String setting) throws Exception {
        hub = HubUnderTest.start(
                Nothing.class,
                "--hub.standalone.mail=false",
                "--hub.imap.port=" + dovecot.port(),
                // answers are due later, as in the server profile, so that what waits is recorded first
                "--hub.notifications.acknowledge-after=2h",
                "--logging.level.org.feedbackhub=warn",
                setting);
        others = new OtherWays(hub, dovecot);
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:" + hub.ports().kafka()))) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> admin.listTopics().names().get().contains(TOPICS[0]));
            admin.createTopics(List.of(new NewTopic(OtherWays.TOPIC, 3, (short) 1)))
                    .all()
                    .get();
        }
        camel().getRouteController().stopRoute(ROUTE);
    }

    /** From the start of the mailbox's route to the last event. */
    private double hub(int mails) throws Exception {
        fill(mails);
        hub.bean(JdbcClient.class)
                .sql(
                        """
                        truncate arrival, feedback, follow_up, attachment, event, outbox, publication, notification, scheduled_tasks cascade""")
                .update();
        try (EventCounter events = new EventCounter(hub.ports().kafka(), TOPICS)) {
            long start = System.nanoTime();
            camel().getRouteController().startRoute(ROUTE);
            events.await(mails);
            double rate = mails / ((System.nanoTime() - start) / 1e9);
            await().atMost(Duration.ofMinutes(1)).until(() -> dovecot.count(HubUnderTest.WEST_LINDSEY, "INBOX") == 0);
            camel().getRouteController().stopRoute(ROUTE);
            return rate;
        }
    }

    private interface Way {
        void run() throws Exception;
    }

    private interface Flow {
        void run(Runnable untilAllCame) throws Exception;
    }

    private double other(Way way) throws Exception {
        return flow(untilAllCame -> {
            way.run();
            untilAllCame.run();
        });
    }

    private double flow(Flow flow) throws Exception {
        fill(MAILS);
        try (EventCounter events = new EventCounter(hub.ports().kafka(), OtherWays.TOPIC)) {
            long start = System.nanoTime();
            long[] end = new long[1];
            flow.run(() -> {
                events.await(MAILS);
                end[0] = System.nanoTime();
            });
            return MAILS / ((end[0] - start) / 1e9);
        }
    }

    private void fill(int mails) throws IOException {
        dovecot.clear(HubUnderTest.WEST_LINDSEY);
        for (int i = 0; i < mails; i++) {
            dovecot.put(HubUnderTest.WEST_LINDSEY, "1780300800." + i + ".bench", BenchMails.mail(i));
        }
        dovecot.handOver(HubUnderTest.WEST_LINDSEY);
    }

    private CamelContext camel() {
        return hub.bean(CamelContext.class);
    }

    private static long heapInUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / (1024 * 1024);
    }
}
