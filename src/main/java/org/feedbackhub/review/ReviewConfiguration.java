package org.feedbackhub.review;

import java.time.InstantSource;
import java.util.List;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.Regrouping;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.casework.Reclassification;
import org.feedbackhub.feedback.FeedbackSettled;
import org.feedbackhub.feedback.LessonsChanged;
import org.feedbackhub.publishing.Outbox;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What takes the decisions of people. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReviewSettings.class)
class ReviewConfiguration {

    @Bean
    DecisionBook decisionBook(JdbcClient jdbc, ObjectProvider<LessonsChanged> learners, InstantSource clock) {
        return new DecisionBook(jdbc, learners, clock);
    }

    @Bean
    Decisions decisions(JdbcClient jdbc, ReviewSettings settings) {
        return new Decisions(jdbc, settings.teachAfter());
    }

    @Bean
    Accuracy accuracy(JdbcClient jdbc, InstantSource clock) {
        return new Accuracy(jdbc, clock);
    }

    @Bean
    ReviewQueue reviewQueue(
            JdbcClient jdbc, PlatformTransactionManager transactions, ReviewSettings settings, InstantSource clock) {
        return new ReviewQueue(jdbc, new TransactionTemplate(transactions), settings.claimFor(), clock);
    }

    @Bean
    ReviewDesk reviewDesk(
            PlatformTransactionManager transactions,
            FeedbackRecords records,
            Regrouping regrouping,
            Reclassification reclassification,
            CaseRecords cases,
            Outbox outbox,
            DecisionBook book,
            ReviewQueue queue,
            List<FeedbackSettled> listeners) {
        return new ReviewDesk(
                new TransactionTemplate(transactions),
                records,
                regrouping,
                reclassification,
                cases,
                outbox,
                book,
                queue,
                listeners);
    }
}
