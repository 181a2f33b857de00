package org.feedbackhub.classification;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import org.feedbackhub.council.Councils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The larger model that is asked for a second opinion, in a hub; commands that only classify ask nobody. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecondOpinionSettings.class)
class SecondOpinionConfiguration {

    /** @throws IllegalStateException if one is wanted and may not be asked */
    @Bean
    SecondOpinion secondOpinion(
            @Value("${hub.config}") Path config,
            SecondOpinionSettings settings,
            Councils councils,
            InstantSource clock,
            MeterRegistry registry) {
        if (!settings.wanted()) {
            return SecondOpinion.NONE;
        }
        settings.check(councils);
        return new ChatModelOpinion(
                settings,
                ChatModelOpinion.question(config.resolve("classification/second-opinion.txt")),
                clock,
                registry);
    }
}
