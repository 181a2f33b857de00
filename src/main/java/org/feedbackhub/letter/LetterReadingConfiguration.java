package org.feedbackhub.letter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.InvalidConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reading letters, from a folder or a command. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LetterSettings.class, LetterLimits.class})
public class LetterReadingConfiguration {

    @Bean
    ReadingProgress readingProgress(ObjectProvider<MeterRegistry> registry) {
        return new ReadingProgress(registry.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean(destroyMethod = "close")
    PageReaders pageReaders(LetterLimits limits, LetterSettings settings, ReadingProgress progress) {
        Path installed = settings.tesseract();
        if (installed != null && (!Files.isRegularFile(installed) || !Files.isExecutable(installed))) {
            throw new InvalidConfiguration(
                    Path.of("application.yaml"),
                    "hub.letters.tesseract",
                    "expected the program of Tesseract, such as /usr/bin/tesseract, found none that can be run at "
                            + installed);
        }
        return new PageReaders(
                limits, new ReadingCommand(limits, settings.folder(), installed, settings.trainedData()), progress);
    }

    @Bean
    LetterReader letterReader(
            PageReaders readers,
            RawStore rawStore,
            LetterLimits limits,
            LetterSettings settings,
            Councils councils,
            InstantSource clock) {
        return new LetterReader(readers, rawStore, limits, settings.pages(), councils, clock);
    }
}
