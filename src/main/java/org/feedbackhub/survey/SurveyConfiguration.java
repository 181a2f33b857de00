package org.feedbackhub.survey;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.InstantSource;
import org.feedbackhub.council.Councils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

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
}
