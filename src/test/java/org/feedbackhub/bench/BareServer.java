package org.feedbackhub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.UUID;
import org.feedbackhub.HubUnderTest;
import org.feedbackhub.classification.Classifier;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Submission;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A bare Spring MVC handler: parses JSON and inserts one row; under another path it classifies before. */
final class BareServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    BareServer(HubUnderTest hub) {
        context = new SpringApplicationBuilder(Bare.class)
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("hub", hub);
                })
                .profiles("bare")
                .properties(Map.of(
                        "spring.config.name", "bare",
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "spring.jmx.enabled", "false"))
                .run();
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        context.close();
    }

    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class
    })
    static class Bare {

        @Bean(destroyMethod = "close")
        HikariDataSource dataSource(HubUnderTest hub) {
            HikariDataSource source = new HikariDataSource();
            source.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + hub.ports().postgres() + "/hub");
            source.setUsername("hub");
            source.setMaximumPoolSize(24);
            return source;
        }

        @Bean
        Handler handler(HikariDataSource source, HubUnderTest hub, ObjectMapper json) {
            JdbcClient jdbc = JdbcClient.create(source);
            jdbc.sql("create table if not exists bench_bare (id uuid primary key, kind text, body jsonb)")
                    .update();
            return new Handler(jdbc, hub.bean(Classifier.class));
        }
    }

    @RestController
    static class Handler {
        private final JdbcClient jdbc;
        private final Classifier classifier;

        Handler(JdbcClient jdbc, Classifier classifier) {
            this.jdbc = jdbc;
            this.classifier = classifier;
        }

        @PostMapping("/bare")
        ResponseEntity<Map<String, String>> bare(@RequestBody JsonNode body) {
            return insert(body, "");
        }

        @PostMapping("/classifying")
        ResponseEntity<Map<String, String>> classifying(@RequestBody JsonNode body) {
            Submission submission = Submission.ofText(
                    new CouncilId("west-lindsey"),
                    Channel.WEB_FORM,
                    body.path("message").asText());
            return insert(body, classifier.classify(submission).kind().id());
        }

        private ResponseEntity<Map<String, String>> insert(JsonNode body, String kind) {
            UUID id = UUID.randomUUID();
            jdbc.sql("insert into bench_bare values (?, ?, cast(? as jsonb))")
                    .params(id, kind, body.toString())
                    .update();
            return ResponseEntity.accepted().body(Map.of("reference", id.toString()));
        }
    }
}
