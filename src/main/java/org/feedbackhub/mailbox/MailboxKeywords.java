package org.feedbackhub.mailbox;

/** IMAP keywords that the hub gives to messages where they may not be moved. */
final class MailboxKeywords {

    /** The message is recorded. */
    static final String TAKEN = "$FeedbackHub";

    /** A person has to look at it. */
    static final String QUARANTINED = "$FeedbackHubQuarantine";

    private MailboxKeywords() {}
}
