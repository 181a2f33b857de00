package org.feedbackhub;

import java.io.IOException;
import org.feedbackhub.feedback.FeedbackRecorded;
import org.feedbackhub.feedback.TransientFault;
import org.springframework.context.annotation.Bean;

/** Mistakes that texts bring about, in a hub that is started with them. */
class Mistakes {

    /** A text with this fails each time. */
    static final String POISON = "poison in the rat boxes";

    /** While a text has this, it is as if something were down. */
    static final String OUTAGE = "power outage";

    @Bean
    FeedbackRecorded mistakesOfTexts() {
        return feedback -> feedback.forEach(one -> {
            if (one.submission().text().contains(POISON)) {
                throw new IllegalStateException("poison");
            }
            if (one.submission().text().contains(OUTAGE)) {
                throw new TransientFault("outage", new IOException("outage"));
            }
        });
    }
}
