package org.feedbackhub.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** A Kafka broker and its controller in this process (KRaft), whose log stays between starts. */
final class EmbeddedBroker implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int NODE = 1;
    /** A quarter of a megabyte above the smallest that the log cleaner accepts; its default would take 128 MB. */
    private static final int CLEANER_BUFFER = 2 * 1024 * 1024 + 256 * 1024;

    private final KafkaRaftServer server;

    EmbeddedBroker(HubHome home, StandaloneSettings.Kafka ports) throws Exception {
        keepTheProcessAlive();
        Path log = home.resolve("kafka");
        Files.createDirectories(log);
        format(log);
        server = new KafkaRaftServer(KafkaConfig.fromProps(properties(log, ports)), Time.SYSTEM);
        server.startup();
    }

    @Override
    public void destroy() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** A broker that gives up ends its process, which here is the hub's. */
    private static void keepTheProcessAlive() {
        Exit.Procedure refuse = (status, message) -> {
            LOG.error("event=broker-gave-up status={}", status);
            throw new IllegalStateException("the embedded broker wanted to end the process");
        };
        Exit.setExitProcedure(refuse);
        Exit.setHaltProcedure(refuse);
    }

    private static void format(Path log) throws Exception {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, "UTF-8"))
                .setClusterId(clusterId(log.resolve("meta.properties")))
                .setNodeId(NODE)
                .setIgnoreFormatted(true)
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setMetadataLogDirectory(log.toString())
                .addDirectory(log.toString());
        formatter.run();
    }

    /** The one that the folder was formatted with, or a new one. */
    private static String clusterId(Path metaProperties) throws IOException {
        if (!Files.exists(metaProperties)) {
            return Uuid.randomUuid().toString();
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(metaProperties)) {
            properties.load(in);
        }
        return properties.getProperty("cluster.id");
    }

    private static Properties properties(Path log, StandaloneSettings.Kafka ports) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", NODE);
        properties.put("controller.quorum.voters", NODE + "@127.0.0.1:" + ports.controllerPort());
        properties.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + ports.port() + ",CONTROLLER://127.0.0.1:" + ports.controllerPort());
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + ports.port());
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("log.dirs", log.toString());
        properties.put("auto.create.topics.enable", false);
        properties.put("offsets.topic.replication.factor", 1);
        properties.put("offsets.topic.num.partitions", 1);
        properties.put("transaction.state.log.replication.factor", 1);
        properties.put("transaction.state.log.min.isr", 1);
        properties.put("transaction.state.log.num.partitions", 1);
        properties.put("share.coordinator.state.topic.replication.factor", 1);
        properties.put("share.coordinator.state.topic.min.isr", 1);
        properties.put("group.initial.rebalance.delay.ms", 0);
        properties.put("log.cleaner.dedupe.buffer.size", CLEANER_BUFFER);
        // so that a broker that was killed is let in again after seconds
        properties.put("broker.session.timeout.ms", 2000);
        properties.put("broker.heartbeat.interval.ms", 500);
        // text, from which Kafka makes each value's own type
        properties.replaceAll((name, value) -> value.toString());
        return properties;
    }
}
