package org.feedbackhub.council;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox that is read.
 *
 * @param id unique over all councils; part of each message's identity, so it stays as it is
 * @param address to which residents write
 * @param host of the IMAP server
 * @param port of the IMAP server
 * @param security how the connection is protected
 * @param user the login
 * @param password of the login, or null where there is an OAuth2 login
 * @param oauth in place of a password, or null
 * @param folder from which messages are taken
 * @param processed to which they are moved once recorded
 * @param quarantine to which those are moved that could not be handled
 * @param afterwards what is done with a message that is recorded; null means that it is moved
 */
public record Mailbox(
        @NotNull @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*", message = "must be lower-case words joined by hyphens")
                String id,
        @NotNull EmailAddress address,
        @NotBlank String host,
        @Min(1) @Max(65535) int port,
        @NotNull Security security,
        @NotBlank String user,
        @Nullable String password,
        @Nullable @Valid OAuthLogin oauth,
        @NotBlank String folder,
        @NotBlank String processed,
        @NotBlank String quarantine,
        @Nullable Afterwards afterwards) {

    /** Exactly one way to log in. */
    @AssertTrue(message = "needs either a password or an oauth login")
    boolean isLoginGiven() {
        return (password == null || password.isBlank()) == (oauth != null);
    }

    /** Whether recorded messages stay in the folder and are marked, for mail servers on which nothing may be moved. */
    public boolean marksOnly() {
        return afterwards == Afterwards.MARK;
    }

    @Override
    public String toString() {
        return "mailbox " + id;
    }

    /** What is done on the mail server with a message that is recorded. */
    public enum Afterwards {
        /** It is moved to the folder for processed or for quarantined ones. */
        @JsonProperty("move")
        MOVE,
        /** It gets a keyword and stays. */
        @JsonProperty("mark")
        MARK
    }

    /** How a connection to a mail server is protected. */
    public enum Security {
        /** TLS from the first byte. */
        @JsonProperty("tls")
        TLS,
        /** An open connection that is turned into a protected one before the login, or given up. */
        @JsonProperty("starttls")
        STARTTLS,
        /** None: for a server on this machine only. */
        @JsonProperty("none")
        NONE
    }
}
