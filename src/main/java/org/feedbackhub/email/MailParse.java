package org.feedbackhub.email;

/** What reading a message's bytes comes to: a message, or the reason why there is none. */
sealed interface MailParse {

    /** The message. */
    record Read(ParsedMail mail) implements MailParse {}

    /** Why it cannot be read, in words for the person who looks after the quarantine. */
    record Refused(String reason) implements MailParse {}
}
