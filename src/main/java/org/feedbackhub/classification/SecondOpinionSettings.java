package org.feedbackhub.classification;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A larger model that is asked about messages of which the hub is not sure. Without an endpoint nobody is.
 *
 * @param endpoint of an interface as OpenAI's, with its version: {@code https://models.example.org/v1}; null to ask nobody
 * @param model its name there
 * @param key by which the hub is known there, empty for none
 * @param personalDataAgreed whether the council has agreed that residents' messages go there; without that the hub does not start,
 *     since what a resident writes cannot be told from personal data
 * @param within how long it has to answer; a resident who sends a form waits for it
 * @param atOnce how many are asked at the same time at most; further ones go to a person without
 * @param pauseAfterFailure for how long nobody is asked after it has failed
 */
@ConfigurationProperties("hub.classification.second-opinion")
@Validated
record SecondOpinionSettings(
        @Nullable URI endpoint,
        @NotNull @DefaultValue("") String model,
        @NotNull @DefaultValue("") String key,
        @DefaultValue("false") boolean personalDataAgreed,
        @NotNull @DefaultValue("5s") Duration within,
        @Min(1) @DefaultValue("2") int atOnce,
        @NotNull @DefaultValue("1m") Duration pauseAfterFailure) {

    private static final String PREFIX = "hub.classification.second-opinion.";

    /** The interface wants one; a model on this machine asks for none. */
    private static final String NO_KEY = "none";

    /** The name of a kind is no longer. */
    private static final int ANSWER_TOKENS = 16;

    /** Whether somebody is to be asked. */
    boolean wanted() {
        return endpoint != null && !endpoint.toString().isBlank();
    }

    /** @throws IllegalStateException that names the setting which does not allow messages to be sent there */
    void check() {
        if (!personalDataAgreed) {
            throw new IllegalStateException(PREFIX + "endpoint is set, so that residents' messages would be sent to "
                    + endpoint + ": set " + PREFIX + "personal-data-agreed to true if the council has agreed to that,"
                    + " or leave the endpoint out");
        }
        if (!"https".equals(endpoint.getScheme()) && !isThisMachine()) {
            throw new IllegalStateException(
                    PREFIX + "endpoint is " + endpoint + ": expected https, or an address of this machine");
        }
        if (model.isBlank()) {
            throw new IllegalStateException(PREFIX + "model is empty: expected the name of a model at " + endpoint);
        }
    }

    /** The model there; it is asked once, and never are messages written to the log. */
    ChatModel chatModel() {
        return OpenAiChatModel.builder()
                .baseUrl(endpoint.toString())
                .apiKey(key.isBlank() ? NO_KEY : key)
                .modelName(model)
                .temperature(0.0)
                .maxTokens(ANSWER_TOKENS)
                .timeout(within)
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false)
                .build();
    }

    private boolean isThisMachine() {
        try {
            return "http".equals(endpoint.getScheme())
                    && endpoint.getHost() != null
                    && InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
