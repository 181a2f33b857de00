package org.feedbackhub.classification;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A larger model that is asked about messages of which the hub is not sure. Without an endpoint nobody is.
 *
 * @param endpoint of an interface as OpenAI's, with its version: {@code https://models.example.org/v1}; empty or null to ask nobody
 * @param model its name there
 * @param key by which the hub is known there, empty for none
 * @param agreedBy ids of the councils that have agreed that their residents' messages go there; no other's do
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
        @NotNull @DefaultValue Set<String> agreedBy,
        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("5s") Duration within,
        @Min(1) @DefaultValue("2") int atOnce,
        @NotNull @DurationMin @DefaultValue("1m") Duration pauseAfterFailure) {

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
    void check(Councils councils) {
        if (agreedBy.isEmpty()) {
            throw new IllegalStateException(PREFIX + "endpoint is set, so that residents' messages would be sent to "
                    + endpoint.getHost() + ": name the councils that have agreed to that in " + PREFIX
                    + "agreed-by, or leave the endpoint out");
        }
        for (String council : agreedBy) {
            if (councils.find(new CouncilId(council)).isEmpty()) {
                throw new IllegalStateException(PREFIX + "agreed-by names " + council + ": expected ids of councils");
            }
        }
        if (!"https".equals(endpoint.getScheme()) && !isThisMachine()) {
            throw new IllegalStateException(PREFIX + "endpoint is at " + endpoint.getHost()
                    + ": expected https, or an address of this machine");
        }
        if (model.isBlank()) {
            throw new IllegalStateException(
                    PREFIX + "model is empty: expected the name of a model at " + endpoint.getHost());
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

    /** Without the key. */
    @Override
    public String toString() {
        return "SecondOpinionSettings[host=" + (wanted() ? endpoint.getHost() : "none") + ", agreedBy=" + agreedBy
                + "]";
    }
}
