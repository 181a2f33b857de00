package org.feedbackhub.publishing;

/** What events tell of, each with the schema of its body in {@code config/contracts}. */
enum EventType {
    /** The whole state of a feedback. */
    RECORDED("feedback.recorded.v1", "feedback-recorded.v1"),
    /** A message joined a feedback. */
    FOLLOW_UP_RECEIVED("feedback.follow-up-received.v1", "follow-up-received.v1"),
    /** Its contact asks for the next stage (P8). */
    ESCALATION_REQUESTED("feedback.escalation-requested.v1", "escalation-requested.v1"),
    /** Its contact asks to have the answer explained (P13a). */
    CLARIFICATION_REQUESTED("feedback.clarification-requested.v1", "clarification-requested.v1");

    private static final String NAMESPACE = "org.feedbackhub.";

    private final String name;
    private final String schema;

    EventType(String name, String schema) {
        this.name = name;
        this.schema = schema;
    }

    /** As in {@code ce_type}. */
    String id() {
        return NAMESPACE + name;
    }

    /** The path under the hub's public address. */
    String schema() {
        return "/contracts/" + schema + ".schema.json";
    }
}
