package org.feedbackhub.council;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A login by OAuth2 (RFC 6749) in place of a password, as Microsoft 365 and Google ask for it. Without a refresh token the
 * hub logs in as itself (client credentials), with one on behalf of who granted it.
 *
 * @param tokenEndpoint from which access tokens come
 * @param clientId under which the hub is registered there
 * @param clientSecret of the registration, or null if it has none
 * @param scope that is asked for, such as {@code https://outlook.office365.com/.default}
 * @param refreshToken that was granted, or null; one that the endpoint replaces is kept in the database
 * @param secretExpires the day on which the secret stops to be valid, or null if it does not
 */
public record OAuthLogin(
        @NotNull URI tokenEndpoint,
        @NotBlank String clientId,
        @Nullable String clientSecret,
        @NotBlank String scope,
        @Nullable String refreshToken,
        @Nullable LocalDate secretExpires) {

    @Override
    public String toString() {
        return "OAuth2 login of client " + clientId;
    }
}
