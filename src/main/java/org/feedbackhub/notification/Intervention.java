package org.feedbackhub.notification;

/** What came of a person's wish about a notification. */
public enum Intervention {
    /** It was done. */
    DONE,
    /** It does not wait any more, so there is nothing to change. */
    SETTLED,
    /** It is being handled at this moment, so nothing was changed. */
    IN_WORK,
    /** The wanted time is over, so nothing was changed. */
    IN_THE_PAST,
    /** The acknowledgement is promised for a day before the wanted one, so nothing was changed. */
    AFTER_PROMISE
}
