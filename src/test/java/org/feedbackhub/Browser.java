package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at the console. */
public final class Browser {

    private static final String SIGN_IN = "/console/sign-in";

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final int port;

    /** @param port of the hub's pages */
    public Browser(int port) {
        this.port = port;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Opens a page as a browser does, which takes an answer in HTML, also of a fault. */
    public HttpResponse<String> open(String path) throws IOException, InterruptedException {
        return client.send(request(path).header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
    }

    /**
     * Presses a button of a page.
     *
     * @param page that holds the form, with its token
     * @param action of the form
     * @param fields name, value, name, value
     */
    public HttpResponse<String> press(String page, String action, String... fields)
            throws IOException, InterruptedException {
        StringBuilder form = new StringBuilder("_csrf=").append(encoded(token(page)));
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
        }
        return post(action, form.toString(), HttpResponse.BodyHandlers.ofString());
    }

    /** Posts without the token of any page, as another site would have the browser do. */
    public HttpResponse<String> forge(String action) throws IOException, InterruptedException {
        return post(action, "", HttpResponse.BodyHandlers.ofString());
    }

    public void signIn(String user, String password) throws IOException, InterruptedException {
        String form = "username=" + user + "&password=" + password + "&_csrf=" + encoded(token(SIGN_IN));
        post(SIGN_IN, form, HttpResponse.BodyHandlers.discarding());
    }

    private String token(String page) throws IOException, InterruptedException {
        Matcher csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(get(page).body());
        assertThat(csrf.find()).isTrue();
        return csrf.group(1);
    }

    private <T> HttpResponse<T> post(String path, String form, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                body);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
