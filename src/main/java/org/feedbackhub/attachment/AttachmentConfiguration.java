package org.feedbackhub.attachment;

import java.util.List;
import org.feedbackhub.arrival.RawStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reading the files that came with messages. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AttachmentLimits.class)
public class AttachmentConfiguration {

    @Bean(destroyMethod = "close")
    AttachedText attachedText(RawStore rawStore, List<FileFormat> formats, AttachmentLimits limits) {
        return new AttachedText(rawStore, formats, limits);
    }
}
