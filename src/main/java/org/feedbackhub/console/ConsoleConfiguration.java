package org.feedbackhub.console;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.feedbackhub.arrival.ArrivalLedger;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.RawStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The console's pages, the contracts, and the health of what they need. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

    @Bean
    TodayFigures todayFigures(JdbcClient jdbc, MeterRegistry registry) {
        TodayFigures figures = new TodayFigures(jdbc);
        Gauge.builder("hub.review.waiting", figures, TodayFigures::forReview)
                .description("Feedback that waits for a person's decision")
                .register(registry);
        return figures;
    }

    @Bean
    FoundFeedback foundFeedback(JdbcClient jdbc, FeedbackRecords records) {
        return new FoundFeedback(jdbc, records);
    }

    @Bean
    FeedbackStory feedbackStory(JdbcClient jdbc) {
        return new FeedbackStory(jdbc);
    }

    /** That something waits for people is no fault of the hub's, so this is never down. */
    @Bean
    HealthIndicator quarantineHealthIndicator(ArrivalLedger ledger) {
        return () -> Health.up().withDetail("waiting", ledger.quarantined()).build();
    }

    /** Part of readiness: without the raw store nothing can be accepted. */
    @Bean
    HealthIndicator rawStoreHealthIndicator(RawStore rawStore) {
        return () -> {
            try {
                rawStore.probe();
                return Health.up().build();
            } catch (IOException e) {
                return Health.down().build();
            }
        };
    }

    @Bean
    WebMvcConfigurer contracts(@Value("${hub.config}") Path config) {
        return new WebMvcConfigurer() {
            /** The address that problems give as their type. */
            @Override
            public void addViewControllers(ViewControllerRegistry registry) {
                registry.addViewController("/contracts/problems").setViewName("forward:/contracts/problems.html");
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/contracts/**")
                        .addResourceLocations(config.resolve("contracts")
                                .toAbsolutePath()
                                .toUri()
                                .toString());
            }
        };
    }
}
