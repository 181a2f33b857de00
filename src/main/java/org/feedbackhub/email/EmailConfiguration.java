package org.feedbackhub.email;

import java.nio.file.Path;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.attachment.FileFormat;
import org.feedbackhub.council.Councils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Understanding mail: needs a raw store, but neither mailboxes nor a database. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailLimits.class)
public class EmailConfiguration {

    @Bean
    MailReader mailReader(
            @Value("${hub.config}") Path config, MailLimits limits, RawStore rawStore, Councils councils) {
        return new MailReader(
                limits,
                AutomaticMail.read(config.resolve("email/automatic-mail.yaml")),
                PersonsWords.read(config.resolve("email")),
                rawStore,
                councils);
    }

    @Bean
    MailPreviews mailPreviews(MailLimits limits, RawStore rawStore) {
        return new MailPreviews(limits, rawStore);
    }

    @Bean
    FileFormat mailFiles(MailLimits limits) {
        return new MailFiles(limits);
    }
}
