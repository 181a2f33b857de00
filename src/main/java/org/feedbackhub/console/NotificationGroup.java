package org.feedbackhub.console;

import java.util.Arrays;
import java.util.Map;

/** The lists of notifications, by their state. */
enum NotificationGroup {
    PLANNED("planned", "Planned", "These go out when they are due, unless something is against it by then."),
    HELD(
            "held",
            "Held",
            "These wait until somebody reaches the person: mail cannot, and no letter could be addressed. The reason says why."
                    + " They are decided again when the case system tells a better address, or when somebody sends them."),
    SENDING(
            "sending",
            "Being sent",
            "The mail server is given these. One that it could not take yet is tried again, for three days at most."),
    SENT("sent", "Sent", "The mail server took these, or they were written as letters."),
    SUPPRESSED("suppressed", "Not sent", "It was decided not to send these. The reason stands beside each."),
    FAILED("failed", "Failed", "These could not be sent. Reach the person in another way if the reason lets you."),
    BOUNCED("bounced", "Came back", "These were sent, and came back."),
    ALL("", "All", "What still waits comes first.");

    private final String state;
    private final String title;
    private final String meaning;

    NotificationGroup(String state, String title, String meaning) {
        this.state = state;
        this.title = title;
        this.meaning = meaning;
    }

    /** The list of this name; of what is planned where there is none. */
    static NotificationGroup of(String name) {
        return Arrays.stream(values())
                .filter(group -> group.id().equals(name))
                .findFirst()
                .orElse(PLANNED);
    }

    /** The name in an address. */
    public String id() {
        return this == ALL ? "all" : state;
    }

    /** The state of those in it, or empty for all. */
    String state() {
        return state;
    }

    public String title() {
        return title;
    }

    /** What its being in there means, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** How many of those counted by their state are in it. */
    long in(Map<String, Long> counts) {
        return this == ALL ? counts.values().stream().mapToLong(Long::longValue).sum() : counts.getOrDefault(state, 0L);
    }
}
