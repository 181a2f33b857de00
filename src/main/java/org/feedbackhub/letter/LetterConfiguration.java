package org.feedbackhub.letter;

import java.time.InstantSource;
import org.apache.camel.ProducerTemplate;
import org.feedbackhub.arrival.Leases;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.Councils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Taking letters from the scanners' folders. */
@Configuration(proxyBeanMethods = false)
class LetterConfiguration {

    @Bean
    LetterDesk letterDesk(
            RawStore rawStore,
            Councils councils,
            PageReaders readers,
            LetterSettings settings,
            LetterLimits limits,
            ProducerTemplate routes) {
        return new LetterDesk(
                rawStore,
                councils,
                new BothSides(readers, settings.pages()),
                new Batches(readers, settings.pages()),
                limits,
                routes);
    }

    @Bean
    DropFolders dropFolders(
            Councils councils, Leases leases, LetterSettings settings, LetterDesk desk, InstantSource clock) {
        return new DropFolders(councils, leases, settings, desk, clock);
    }
}
