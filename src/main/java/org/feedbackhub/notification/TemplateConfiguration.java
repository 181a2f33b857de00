package org.feedbackhub.notification;

import java.nio.file.Path;
import org.feedbackhub.council.Councils;
import org.feedbackhub.print.LetterPress;
import org.feedbackhub.print.LetterPressConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The words of what is sent, read and rehearsed once at the start. */
@Configuration(proxyBeanMethods = false)
@Import(LetterPressConfiguration.class)
public class TemplateConfiguration {

    @Bean
    Templates templates(@Value("${hub.config}") Path config, Councils councils) {
        return new Templates(config.resolve("templates"), councils);
    }

    @Bean
    TemplateRehearsal templateRehearsal(
            Templates templates,
            Councils councils,
            LetterPress press,
            @Value("${hub.print.rehearse:false}") boolean letters) {
        TemplateRehearsal rehearsal = new TemplateRehearsal(templates, councils, press);
        rehearsal.rehearse();
        if (letters) {
            rehearsal.rehearseLetters();
        }
        return rehearsal;
    }
}
