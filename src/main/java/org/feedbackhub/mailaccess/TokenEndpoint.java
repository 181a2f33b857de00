package org.feedbackhub.mailaccess;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.feedbackhub.council.OAuthLogin;
import org.feedbackhub.feedback.TransientFault;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;

/** Asks an authorization server for access tokens (RFC 6749, 4.4 and 6). */
final class TokenEndpoint {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RestClientClientCredentialsTokenResponseClient clientCredentials =
            new RestClientClientCredentialsTokenResponseClient();
    private final RestClientRefreshTokenTokenResponseClient refreshToken =
            new RestClientRefreshTokenTokenResponseClient();
    private final InstantSource clock;

    TokenEndpoint(InstantSource clock) {
        this.clock = clock;
        RestClient http = http();
        clientCredentials.setRestClient(http);
        refreshToken.setRestClient(http);
    }

    /**
     * What was granted.
     *
     * @param refreshToken that replaces the one that was used, or null
     */
    record Granted(String accessToken, Instant grantedAt, Instant expiresAt, @Nullable String refreshToken) {}

    /** A token for the hub itself. */
    Granted asItself(OAuthLogin login) {
        return granted(() -> clientCredentials.getTokenResponse(new OAuth2ClientCredentialsGrantRequest(
                registration(login, AuthorizationGrantType.CLIENT_CREDENTIALS))));
    }

    /** A token on behalf of who granted the refresh token. */
    Granted onBehalf(OAuthLogin login, String token) {
        Instant past = Instant.EPOCH;
        OAuth2AccessToken expired =
                new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "none", past, past.plusSeconds(1));
        return granted(() -> refreshToken.getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                registration(login, AuthorizationGrantType.REFRESH_TOKEN),
                expired,
                new OAuth2RefreshToken(token, past),
                Set.of(login.scope().split(" ")))));
    }

    private Granted granted(Supplier<@Nullable OAuth2AccessTokenResponse> request) {
        Instant now = clock.instant();
        try {
            OAuth2AccessTokenResponse response = Objects.requireNonNull(request.get());
            OAuth2AccessToken token = response.getAccessToken();
            OAuth2RefreshToken next = response.getRefreshToken();
            Duration life = Duration.between(
                    Objects.requireNonNull(token.getIssuedAt()), Objects.requireNonNull(token.getExpiresAt()));
            return new Granted(token.getTokenValue(), now, now.plus(life), next == null ? null : next.getTokenValue());
        } catch (RuntimeException e) {
            throw new TransientFault("the token endpoint granted no token", e);
        }
    }

    private static ClientRegistration registration(OAuthLogin login, AuthorizationGrantType grant) {
        String secret = login.clientSecret();
        return ClientRegistration.withRegistrationId(login.clientId())
                .clientId(login.clientId())
                .clientSecret(secret == null ? "" : secret)
                .clientAuthenticationMethod(
                        secret == null
                                ? ClientAuthenticationMethod.NONE
                                : ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(grant)
                .tokenUri(login.tokenEndpoint().toString())
                .scope(login.scope().split(" "))
                .build();
    }

    private static RestClient http() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(PATIENCE);
        requests.setReadTimeout(PATIENCE);
        List<HttpMessageConverter<?>> converters =
                List.of(new FormHttpMessageConverter(), new OAuth2AccessTokenResponseHttpMessageConverter());
        return RestClient.builder()
                .requestFactory(requests)
                .messageConverters(all -> {
                    all.clear();
                    all.addAll(converters);
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }
}
