package org.feedbackhub.webform;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A form product: signs with the library of Standard Webhooks and posts. */
public final class FormPoster {

    /** Of the trial, as {@code application-standalone.yaml} has it. */
    public static final String SECRET = "whsec_dHJpYWwtd2VzdC1saW5kc2V5LXdlYi1mb3JtLTAx";

    private final URI address;

    public FormPoster(int port, String council) {
        this.address = URI.create("http://127.0.0.1:" + port + "/v1/councils/" + council + "/feedback");
    }

    /** The headers that prove this body. */
    public static Map<String, String> signed(String secret, String id, Instant at, String body) {
        try {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("webhook-id", id);
            headers.put("webhook-timestamp", String.valueOf(at.getEpochSecond()));
            headers.put("webhook-signature", new Webhook(secret).sign(id, at.getEpochSecond(), body));
            return headers;
        } catch (WebhookSigningException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Posts JSON under an id of its own, signed now. */
    public HttpResponse<String> post(String json) throws IOException, InterruptedException {
        return post(json, UUID.randomUUID().toString());
    }

    /** Posts JSON under this id, signed now. */
    public HttpResponse<String> post(String json, String id) throws IOException, InterruptedException {
        return post("application/json", json, signed(SECRET, id, Instant.now(), json));
    }

    /** Posts as told. */
    public HttpResponse<String> post(String contentType, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        // on a connection of its own: the server may end one that it has kept, and this client does not try again
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
