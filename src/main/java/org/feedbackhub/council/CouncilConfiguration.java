package org.feedbackhub.council;

import jakarta.validation.Validator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** The councils and their calendar, read once at the start. */
@Configuration(proxyBeanMethods = false)
public class CouncilConfiguration {

    @Bean
    CouncilFiles councilFiles(Validator validator, Environment environment) {
        return new CouncilFiles(validator, environment::resolveRequiredPlaceholders);
    }

    @Bean
    Councils councils(CouncilFiles files, @Value("${hub.config}") Path config) {
        return files.readCouncils(config.resolve("councils"));
    }

    @Bean
    @Profile("server")
    Confirmation confirmation(
            Councils councils,
            @Value("${hub.config}") Path config,
            @Value("${" + Confirmation.ACCEPT + "}") boolean accept) {
        return new Confirmation(councils, config.resolve("councils"), accept);
    }

    @Bean
    WorkingCalendar workingCalendar(CouncilFiles files, @Value("${hub.config}") Path config) {
        return files.readCalendar(config.resolve("bank-holidays.json"));
    }

    @Bean
    HealthIndicator bankHolidays(WorkingCalendar calendar, InstantSource clock) {
        return new BankHolidaysKnown(calendar, clock);
    }

    @Bean
    SendingWindows sendingWindows(
            WorkingCalendar calendar, @Value("${hub.notifications.windows-always-open}") boolean alwaysOpen) {
        return new SendingWindows(calendar, alwaysOpen);
    }

    @Bean
    SendingTimes sendingTimes(
            SendingWindows windows,
            WorkingCalendar calendar,
            @Value("${hub.notifications.unsure-before}") Duration unsureBefore,
            @Value("${hub.notifications.warn-working-days-before}") int warnBefore) {
        return new SendingTimes(windows, calendar, unsureBefore, warnBefore);
    }

    @Bean
    Deadlines deadlines(WorkingCalendar calendar) {
        return new Deadlines(calendar);
    }

    @Bean
    PromisedDates promisedDates(
            Deadlines deadlines,
            SendingTimes times,
            @Value("${hub.notifications.acknowledge-after}") Duration acknowledgeAfter) {
        return new PromisedDates(deadlines, times, acknowledgeAfter);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
