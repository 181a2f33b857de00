package org.feedbackhub.print;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Letters out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PrintSettings.class)
class PrintConfiguration {

    @Bean
    PrintedLetters printedLetters(JdbcClient jdbc, InstantSource clock) {
        return new PrintedLetters(jdbc, clock);
    }

    @Bean
    PostLimits postLimits(JdbcClient jdbc, PrintSettings settings, InstantSource clock) {
        return new PostLimits(jdbc, settings, clock);
    }

    @Bean
    PrintRun printRun(
            PrintedLetters letters, Councils councils, PlatformTransactionManager transactions, InstantSource clock) {
        return new PrintRun(letters, councils, new TransactionTemplate(transactions), clock);
    }

    @Bean
    Task<Void> handOverLetters(ObjectProvider<PrintRun> run, PrintSettings settings) {
        return Tasks.recurring("hand-over-letters", FixedDelay.of(settings.batchEvery()))
                .execute((instance, context) -> run.getObject().run());
    }

    @Bean
    HealthIndicator letters(PrintedLetters printed, Councils councils, PrintSettings settings, InstantSource clock) {
        return new PrintHealth(printed, councils, settings, clock);
    }

    @Bean
    MeterBinder lettersToHandOver(PrintedLetters letters, Councils councils) {
        return registry -> councils.all().stream()
                .filter(council -> council.letters() != null)
                .forEach(council -> gauge(letters, council, registry));
    }

    private static void gauge(PrintedLetters letters, CouncilProfile council, MeterRegistry registry) {
        Gauge.builder("hub.letters.to.hand.over", letters, all -> all.waiting(council.id()))
                .description("Letters that are written and not in the folder of the post room")
                .tag("council", council.id().value())
                .register(registry);
    }
}
