package org.feedbackhub.council;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form that posts to the webhook.
 *
 * @param id unique in the council; part of each posting's identity, so it stays as it is
 * @param secrets by which its postings are signed (Standard Webhooks, {@code whsec_} and Base64), two while one replaces
 *     the other; none if it cannot sign
 * @param bearerTokens of a form that cannot sign, each of at least 32 signs
 * @param officers whether the council's own people fill it in, who may name the channel and themselves
 * @param fields where in its JSON each field of the contract stands, as JSON pointers (RFC 6901), of which the values are
 *     joined; empty if it posts the contract's own fields
 * @param files where in its JSON the files stand; null if it posts the contract's own list, or none
 */
public record Form(
        @NotNull @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*", message = "must be lower-case words joined by hyphens")
                String id,
        @Nullable List<String> secrets,
        @Nullable List<String> bearerTokens,
        boolean officers,
        @Nullable
                Map<
                                String,
                                List<
                                        @Pattern(regexp = "/.*", message = "must be a JSON pointer, with a / in front")
                                        String>>
                        fields,
        @Nullable @Valid FormFiles files) {

    /** The hub's own form for residents, whose name no other form may have. */
    public static final String PAGE = "page";

    /** The hub's own form for the contact centre, whose name no other form may have. */
    public static final String PHONE_PAGE = "phone-page";

    private static final int SHORTEST_TOKEN = 32;
    private static final int MOST_SECRETS = 2;
    private static final String SECRET_PREFIX = "whsec_";
    private static final int SHORTEST_SECRET = 24;
    private static final int LONGEST_SECRET = 64;

    public Form {
        secrets = secrets == null
                ? List.of()
                : secrets.stream().filter(secret -> !secret.isBlank()).toList();
        bearerTokens = bearerTokens == null
                ? List.of()
                : bearerTokens.stream().filter(token -> !token.isBlank()).toList();
        fields = fields == null ? Map.of() : Map.copyOf(fields);
    }

    @AssertTrue(message = "needs another id: page and phone-page are the hub's own forms")
    boolean isIdFree() {
        return !PAGE.equals(id) && !PHONE_PAGE.equals(id);
    }

    @AssertTrue(
            message =
                    "needs a secret that is whsec_ and Base64 of 24 to 64 bytes, two at most while one replaces the other, or bearer tokens of at least 32 signs")
    boolean isProvable() {
        return !(secrets.isEmpty() && bearerTokens.isEmpty())
                && secrets.size() <= MOST_SECRETS
                && secrets.stream().allMatch(Form::isSecret)
                && bearerTokens.stream().allMatch(token -> token.length() >= SHORTEST_TOKEN);
    }

    private static boolean isSecret(String secret) {
        try {
            int bytes = secret.startsWith(SECRET_PREFIX)
                    ? Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length())).length
                    : 0;
            return bytes >= SHORTEST_SECRET && bytes <= LONGEST_SECRET;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "form " + id;
    }
}
