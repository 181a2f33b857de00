package org.feedbackhub.letter;

/** Whether a page belongs to a letter or stands between two. */
enum PageMark {
    LETTER,
    BLANK,
    /** One of the hub's own sheets. */
    SHEET
}
