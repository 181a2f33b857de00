package org.feedbackhub.print;

import java.nio.file.Path;
import org.feedbackhub.council.Councils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How letters are laid out; without a database, so that they can be looked at by a command. */
@Configuration(proxyBeanMethods = false)
public class LetterPressConfiguration {

    @Bean
    LetterPress letterPress(@Value("${hub.config}") Path config, Councils councils) {
        return new LetterPress(config.resolve("templates"), councils);
    }
}
