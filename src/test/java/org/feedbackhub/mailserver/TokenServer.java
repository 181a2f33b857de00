package org.feedbackhub.mailserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** An authorization server (RFC 6749) with one client: each refresh token it gives is good for one exchange. */
public final class TokenServer implements AutoCloseable {

    public static final String CLIENT = "hub-client";
    public static final String SECRET = "secret-of-the-hub";

    private final HttpServer http;
    private final Map<String, String> users = new ConcurrentHashMap<>();
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
    private final Set<String> everGiven = ConcurrentHashMap.newKeySet();
    private final List<String> grants = new CopyOnWriteArrayList<>();
    private final String itself;
    private volatile int seconds = 3_600;

    /** @param itself the mailbox that the client may open as itself */
    public TokenServer(String itself) throws IOException {
        this.itself = itself;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/token", this::token);
        http.createContext("/info", this::info);
        http.start();
    }

    public URI tokenEndpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/token");
    }

    /** Where a mail server asks about tokens; the token is put behind it. */
    public String tokenInfo() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/info?token=";
    }

    /** A first refresh token for a user, as somebody gets it who consents. */
    public String consent(String user) {
        String token = secret("refresh");
        refreshTokens.put(token, user);
        return token;
    }

    /** How long the tokens are good for that are given from now on. */
    public void grantFor(int lifetime) {
        seconds = lifetime;
    }

    /** Makes all access tokens invalid. */
    public void withdrawAll() {
        users.clear();
    }

    /** Whether the token opens the user's mailbox. */
    public boolean opens(String user, String token) {
        return user.equals(users.get(token));
    }

    /** The grants that were asked for, in their order; those that were refused as {@code refused}. */
    public List<String> grants() {
        return List.copyOf(grants);
    }

    /** All tokens and secrets that nobody else may get to see. */
    public Set<String> secrets() {
        Set<String> all = ConcurrentHashMap.newKeySet();
        all.addAll(everGiven);
        all.add(SECRET);
        return all;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String grant = form.getOrDefault("grant_type", "");
        boolean client = CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret"));
        String user = grant.equals("client_credentials")
                ? itself
                : refreshTokens.remove(form.getOrDefault("refresh_token", ""));
        if (!client || user == null) {
            grants.add("refused");
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        grants.add(grant);
        String access = secret("access");
        users.put(access, user);
        answer(
                exchange,
                200,
                "{\"access_token\":\"" + access + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds
                        + (grant.equals("refresh_token") ? ",\"refresh_token\":\"" + consent(user) + "\"" : "")
                        + "}");
    }

    private void info(HttpExchange exchange) throws IOException {
        String user = users.get(form(exchange.getRequestURI().getRawQuery()).getOrDefault("token", ""));
        answer(
                exchange,
                user == null ? 401 : 200,
                user == null ? "{\"error\":\"invalid_token\"}" : "{\"email\":\"" + user + "\",\"active\":\"true\"}");
    }

    private String secret(String kind) {
        String token = kind + "-" + UUID.randomUUID();
        everGiven.add(token);
        return token;
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
