package org.feedbackhub.mailaccess;

/** A login at a mail server. */
public interface MailLogin {

    /** Whether the secret is an access token, presented by the mechanism XOAUTH2, and not a password. */
    boolean byToken();

    /** As whom. */
    String user();

    /** The password, or an access token that is valid now. @throws TransientFault if no token can be had just now */
    String secret();

    /** The mail server refused the secret, so that a token is renewed before the next try. */
    void refused();
}
