package org.feedbackhub.webform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.apache.camel.component.servlet.ServletComponent;
import org.feedbackhub.arrival.ArrivalLedger;
import org.feedbackhub.arrival.Attachments;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.Quarantine;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.Councils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** The webhook that forms post to, and the hub's own forms. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebFormSettings.class)
class WebFormConfiguration {

    /** The name by which Camel's component finds the servlet; Camel keeps one list of them for all hubs of a process. */
    private final String servletName = "api-" + UUID.randomUUID();

    private static final String API = "/v1/*";

    @Bean
    ServletRegistrationBean<CamelHttpTransportServlet> apiServlet() {
        ServletRegistrationBean<CamelHttpTransportServlet> servlet =
                new ServletRegistrationBean<>(new CamelHttpTransportServlet(), API);
        servlet.setName(servletName);
        servlet.setLoadOnStartup(1);
        return servlet;
    }

    /** Under the name of Camel's own, in whose place it is found. */
    @Bean("servlet")
    ServletComponent servletComponent() {
        ServletComponent component = new ServletComponent();
        component.setServletName(servletName);
        return component;
    }

    @Bean
    FilterRegistrationBean<UnreadBody> unreadBody() {
        FilterRegistrationBean<UnreadBody> filter = new FilterRegistrationBean<>(new UnreadBody());
        filter.addUrlPatterns(API);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<Misdirected> misdirected(ObjectMapper json, @Value("${hub.public-url}") URI publicUrl) {
        FilterRegistrationBean<Misdirected> filter = new FilterRegistrationBean<>(new Misdirected(json, publicUrl));
        filter.addUrlPatterns(API, "/error");
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<LargeUploads> largeUploads(
            WebFormSettings settings, @Value("${server.tomcat.max-swallow-size}") DataSize swallowed) {
        FilterRegistrationBean<LargeUploads> filter =
                new FilterRegistrationBean<>(new LargeUploads(settings.limits().body(), swallowed));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    IdempotencyKeys idempotencyKeys(JdbcClient jdbc, WebFormSettings settings, InstantSource clock) {
        return new IdempotencyKeys(jdbc, settings.keys().keptFor(), clock);
    }

    @Bean
    Task<Void> forgetIdempotencyKeys(IdempotencyKeys keys, WebFormSettings settings) {
        return Tasks.recurring(
                        "forget-idempotency-keys", FixedDelay.of(settings.keys().sweptEvery()))
                .execute((instance, context) -> keys.forget());
    }

    @Bean
    Postings postings(
            Councils councils,
            WebFormSettings settings,
            RawStore rawStore,
            ArrivalLedger ledger,
            IdempotencyKeys keys,
            InstantSource clock) {
        return new Postings(
                councils,
                settings,
                new FormReader(settings.limits(), new Attachments(rawStore)),
                rawStore,
                ledger,
                keys,
                clock);
    }

    @Bean
    FormPages formPages(
            Councils councils,
            WebFormSettings settings,
            RawStore rawStore,
            ArrivalLedger ledger,
            FeedbackRecords records,
            Quarantine quarantine,
            ProducerTemplate producer,
            ObjectMapper json,
            InstantSource clock) {
        PageDesk desk = new PageDesk(
                new FormReader(settings.limits(), new Attachments(rawStore)),
                new FormBodies(settings.limits()),
                rawStore,
                ledger,
                records,
                quarantine,
                producer,
                json,
                clock);
        return new FormPages(
                councils, settings, new PageReader(new PageSeal(settings.pageKey()), rawStore, clock), desk);
    }

    @Bean
    PageAnswers pageAnswers(FormPages pages) {
        return new PageAnswers(pages);
    }

    @Bean
    PostingRequests postingRequests(Postings postings, WebFormSettings settings) {
        return new PostingRequests(postings, settings);
    }

    @Bean
    PostingAnswers postingAnswers(
            Postings postings,
            FeedbackRecords records,
            Quarantine quarantine,
            ObjectMapper json,
            MeterRegistry registry,
            @Value("${hub.public-url}") URI publicUrl) {
        return new PostingAnswers(postings, records, quarantine, json, registry, publicUrl);
    }
}
