package org.feedbackhub.casework;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import org.feedbackhub.council.Councils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What takes in what the case systems tell. */
@Configuration(proxyBeanMethods = false)
class CaseworkConfiguration {

    @Bean
    CaseLedger caseLedger(JdbcClient jdbc, ObjectMapper json, Councils councils, InstantSource clock) {
        return new CaseLedger(jdbc, json, councils, clock);
    }
}
