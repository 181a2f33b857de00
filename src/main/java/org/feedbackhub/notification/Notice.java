package org.feedbackhub.notification;

import java.util.Map;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * A mail that concerns no feedback: to an operator, or to somebody whose message could not be taken.
 *
 * @param id the same for the same occasion, so that it is sent once; tells nothing of the recipient
 * @param council as which it is sent
 * @param template of its words
 * @param recipient to whom
 * @param answers the Message-ID of the mail that it answers, or null
 * @param facts that its template uses
 */
record Notice(
        String id,
        CouncilId council,
        String template,
        EmailAddress recipient,
        @Nullable String answers,
        Map<String, String> facts) {

    static final String TOO_LARGE = "too-large";
    static final String MAILBOX_DOWN = "mailbox-down";
    static final String MAILBOX_BACK = "mailbox-back";
    static final String BOUNCES_HIGH = "bounces-high";
    static final String BOUNCES_NORMAL = "bounces-normal";

    /** What is due soon and overdue, for the council's team, by reference only. */
    static final String TEAM_DIGEST = "team-digest";

    /** What a fortnight brought, for the Quality Assurance Board (P17), by reference only. */
    static final String QUALITY_DIGEST = "quality-digest";

    /** Facts of the kind that each template gets, to rehearse it with. */
    static final Map<String, Map<String, String>> FACTS = Map.of(
            TOO_LARGE, Map.of("receivedOn", "1 June 2026", "size", "48", "limit", "40"),
            MAILBOX_DOWN,
                    Map.of("mailbox", "example", "address", "a@example.org", "since", "1 June, 9:00", "cause", "none"),
            BOUNCES_HIGH, Map.of("sent", "60", "bounced", "12", "percent", "20"),
            BOUNCES_NORMAL, Map.of("sent", "60", "bounced", "3", "percent", "5"),
            MAILBOX_BACK, Map.of("mailbox", "example", "address", "a@example.org", "since", "1 June, 9:00"),
            TEAM_DIGEST,
                    Map.of(
                            "day", "1 June 2026",
                            "overdueCount", "1",
                            "overdue", "WL-0000-0000, complaint, 29 May 2026",
                            "approachingCount", "1",
                            "approaching", "WL-0000-0001, comment, 3 June 2026",
                            "story", "https://feedback.example.org/console"),
            QUALITY_DIGEST,
                    Map.of(
                            "from", "18 May 2026",
                            "to", "31 May 2026",
                            "counts", "complaint: 12",
                            "answered", "9",
                            "inTime", "8",
                            "overdueCount", "1",
                            "overdue", "WL-0000-0000, complaint, 29 May 2026",
                            "seriousCount", "1",
                            "serious", "WL-0000-0002, complaint, legal-threat",
                            "story", "https://feedback.example.org/console"));
}
