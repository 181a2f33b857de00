package org.feedbackhub.survey;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.Validator;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.classification.Classifier;
import org.feedbackhub.council.Councils;
import org.feedbackhub.publishing.Outbox;
import org.feedbackhub.webform.Rates;
import org.feedbackhub.webform.WebFormSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The survey's links, pages and records. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SurveySettings.class)
class SurveyConfiguration {

    @Bean
    SurveyTokens surveyTokens(SurveySettings settings) {
        return new SurveyTokens(settings.key());
    }

    @Bean
    SurveyRecords surveyRecords(JdbcClient jdbc, ObjectMapper json) {
        return new SurveyRecords(jdbc, json);
    }

    @Bean
    OptOuts optOuts(JdbcClient jdbc) {
        return new OptOuts(jdbc);
    }

    @Bean
    Surveys surveys(
            Councils councils,
            SurveyTokens tokens,
            SurveyRecords records,
            OptOuts optOuts,
            @Value("${hub.public-url}") URI publicUrl,
            InstantSource clock) {
        return new SignedLinks(councils, tokens, records, optOuts, publicUrl, clock);
    }

    @Bean
    Questionnaires questionnaires(@Value("${hub.config}") Path config, Councils councils, Validator validator) {
        return new Questionnaires(config.resolve("survey"), councils, validator);
    }

    @Bean
    SurveyDesk surveyDesk(
            FeedbackRecords feedback,
            SurveyRecords answers,
            Classifier classifier,
            ObjectProvider<SafeguardingConcern> concerned,
            Outbox outbox,
            PlatformTransactionManager transactions,
            MeterRegistry registry,
            @Value("${hub.public-url}") URI publicUrl,
            InstantSource clock) {
        return new SurveyDesk(
                feedback,
                answers,
                classifier,
                concerned,
                outbox,
                new TransactionTemplate(transactions),
                registry,
                publicUrl,
                clock);
    }

    @Bean
    SurveyPages surveyPages(
            Councils councils,
            Questionnaires questionnaires,
            SurveyTokens tokens,
            FeedbackRecords feedback,
            SurveyRecords answers,
            SurveyDesk desk,
            WebFormSettings webForm,
            InstantSource clock) {
        return new SurveyPages(
                councils,
                questionnaires,
                tokens,
                feedback,
                answers,
                desk,
                new Rates(webForm.pagePerAddress(), webForm.addresses()),
                clock);
    }
}
