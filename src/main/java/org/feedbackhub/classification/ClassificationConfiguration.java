package org.feedbackhub.classification;

import java.nio.file.Path;
import org.feedbackhub.council.Councils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The classifier with the rules of the configuration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClassificationSettings.class)
public class ClassificationConfiguration {

    @Bean
    Classifier classifier(@Value("${hub.config}") Path config, Councils councils, ClassificationSettings settings) {
        return new Classifier(
                Rules.read(config.resolve("classification/rules.yaml")),
                new ServiceAreas(councils),
                FollowUpRules.read(config.resolve("classification/follow-ups.yaml")),
                councils,
                settings.enabled());
    }
}
