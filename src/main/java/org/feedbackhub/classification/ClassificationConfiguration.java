package org.feedbackhub.classification;

import java.nio.file.Path;
import org.feedbackhub.attachment.AttachedText;
import org.feedbackhub.council.Councils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The classifier with the rules and examples of the configuration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClassificationSettings.class)
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

    @Bean
    Classifier classifier(
            @Value("${hub.config}") Path config,
            Rules rules,
            ServiceAreas areas,
            Councils councils,
            Judges judges,
            AttachedText attachedText,
            ObjectProvider<SecondOpinion> secondOpinion,
            ClassificationSettings settings) {
        return new Classifier(
                rules,
                areas,
                FollowUpRules.read(config.resolve("classification/follow-ups.yaml")),
                councils,
                judges,
                new HarmSearch(rules, judges, attachedText),
                secondOpinion.getIfAvailable(() -> SecondOpinion.NONE),
                settings.enabled());
    }
}
