package org.feedbackhub;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Somebody who fills in the form with a browser that knows nothing but HTML: no scripts, no styles. */
final class Resident {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String hub;
    private final String path;

    /** What a browser shows. */
    record Page(HttpResponse<String> answer, Document html) {

        int status() {
            return answer.statusCode();
        }

        /** What stands in an element. */
        String text(String selector) {
            return html.select(selector).text();
        }

        /** What the page's form holds. */
        Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            for (Element field : html.select("main form [name]")) {
                String type = field.attr("type");
                boolean left = type.equals("radio") && !field.hasAttr("checked")
                        || type.equals("checkbox")
                        || type.equals("file")
                        || field.tagName().equals("button");
                if (!left) {
                    fields.put(
                            field.attr("name"), field.tagName().equals("textarea") ? field.wholeText() : field.val());
                }
            }
            return fields;
        }
    }

    Resident(int port, String path) {
        this.hub = "http://127.0.0.1:" + port;
        this.path = path;
    }

    Page open() throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Signs in at the console. */
    void signIn(String user, String password) throws IOException, InterruptedException {
        String console = "/console/sign-in";
        Map<String, String> fields = send(request(console).GET()).fields();
        fields.putAll(Map.of("username", user, "password", password));
        send(request(console)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    /** Opens the form, fills it in and goes on to the answers. */
    Page fillIn(Map<String, String> answers) throws IOException, InterruptedException {
        return press(open(), "check", answers);
    }

    /** Sends the page that shows the answers. */
    Page sendOn(Page check) throws IOException, InterruptedException {
        return press(check, "send", Map.of());
    }

    /** Presses a button of the page, with these values in place of its own. */
    Page press(Page page, String button, Map<String, String> answers) throws IOException, InterruptedException {
        Map<String, String> fields = page.fields();
        fields.putAll(answers);
        fields.put("go", button);
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    /** Posts as it stands. */
    Page post(String contentType, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The cookies as a header has them. */
    String cookieHeader() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    void forgetCookies() {
        cookies.getCookieStore().removeAll();
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpRequest.Builder request(String where) {
        return HttpRequest.newBuilder(URI.create(hub + where));
    }

    private Page send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Page(answer, Jsoup.parse(answer.body()));
    }
}
