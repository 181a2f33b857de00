package org.feedbackhub.classification;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import org.feedbackhub.attachment.AttachedText;
import org.feedbackhub.council.Councils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The classifier with the rules and examples of the configuration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ClassificationSettings.class, SecondOpinionSettings.class})
public class ClassificationConfiguration {

    @Bean
    Rules classificationRules(@Value("${hub.config}") Path config) {
        return Rules.read(config.resolve("classification/rules.yaml"));
    }

    @Bean
    ServiceAreas serviceAreas(Councils councils) {
        return new ServiceAreas(councils);
    }

    @Bean
    SentenceReader sentenceReader() {
        return new SentenceReader(Runtime.getRuntime().availableProcessors());
    }

    @Bean
    ModelMaker modelMaker(Rules rules, ServiceAreas areas, SentenceReader sentences, ClassificationSettings settings) {
        return new ModelMaker(rules, areas, sentences, new LearntFiles(settings.folder()));
    }

    @Bean
    ConfiguredExamples configuredExamples(@Value("${hub.config}") Path config, Councils councils) {
        return new ConfiguredExamples(new ExampleFiles(config.resolve("classification/examples"), councils).read());
    }

    @Bean
    Judges judges(ConfiguredExamples examples, ServiceAreas areas, SentenceReader sentences, ModelMaker maker) {
        return new Judges(areas, sentences, maker.of(examples.all()));
    }

    /** @throws IllegalStateException if one is wanted and may not be asked */
    @Bean
    SecondOpinion secondOpinion(
            @Value("${hub.config}") Path config,
            SecondOpinionSettings settings,
            InstantSource clock,
            ObjectProvider<MeterRegistry> registry) {
        if (!settings.wanted()) {
            return SecondOpinion.NONE;
        }
        settings.check();
        return new ChatModelOpinion(
                settings.chatModel(),
                ChatModelOpinion.question(config.resolve("classification/second-opinion.txt")),
                settings.atOnce(),
                settings.pauseAfterFailure(),
                clock,
                registry.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    Classifier classifier(
            @Value("${hub.config}") Path config,
            Rules rules,
            ServiceAreas areas,
            Councils councils,
            Judges judges,
            AttachedText attachedText,
            SecondOpinion secondOpinion,
            ClassificationSettings settings) {
        return new Classifier(
                rules,
                areas,
                FollowUpRules.read(config.resolve("classification/follow-ups.yaml")),
                councils,
                judges,
                attachedText,
                rules.thresholds(),
                secondOpinion,
                settings.enabled());
    }
}
