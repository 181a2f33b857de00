package org.feedbackhub.classification;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Lessons;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What learns from people's decisions, in a hub; commands that only classify have no part in it. */
@Configuration(proxyBeanMethods = false)
class LearningConfiguration {

    /** One instance learns for all. */
    private static final TaskInstanceId JOB = TaskInstanceId.of("learn-from-decisions", "all");

    /** Nobody tells that feedback was deleted, so it is asked for; where nothing has changed that costs one query. */
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    @Bean
    ModelVersions modelVersions(JdbcClient jdbc) {
        return new ModelVersions(jdbc);
    }

    @Bean
    ModelInUse modelInUse(
            Judges judges, ModelVersions versions, ClassificationSettings settings, MeterRegistry registry) {
        return new ModelInUse(judges, versions, settings.model(), registry);
    }

    @Bean
    LearningPlan learningPlan(
            ObjectProvider<Scheduler> scheduler, ClassificationSettings settings, InstantSource clock) {
        return new LearningPlan(scheduler, JOB, settings.learnAfter(), clock);
    }

    @Bean
    Learning learning(
            ConfiguredExamples configured,
            Lessons lessons,
            Councils councils,
            ModelMaker maker,
            SentenceReader sentences,
            ModelVersions versions,
            ModelInUse inUse,
            ClassificationSettings settings,
            InstantSource clock) {
        return new Learning(
                configured,
                new NewestLessons(lessons, councils, settings.mostLessons()),
                maker,
                new LessonVectors(sentences),
                versions,
                inUse,
                clock);
    }

    @Bean
    Task<Void> learnFromDecisions(ObjectProvider<Learning> learning, ClassificationSettings settings) {
        return Tasks.custom(JOB.getTaskName(), Void.class)
                .scheduleOnStartup(JOB.getId(), null, now -> now.plus(settings.learnAfter()))
                .onFailureReschedule(FixedDelay.of(LOOK_AGAIN))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    // while classification is switched off, nothing is proposed that could be compared
                    if (settings.enabled()) {
                        learning.getObject().learn();
                    }
                    return (done, operations) ->
                            operations.reschedule(done, done.getTimeDone().plus(LOOK_AGAIN));
                });
    }
}
