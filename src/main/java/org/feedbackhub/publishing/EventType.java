package org.feedbackhub.publishing;

/** What events tell of, each with the schema of its body in {@code config/contracts}. */
public enum EventType {
    /** The whole state of a feedback. */
    RECORDED("feedback.recorded.v1", "feedback-recorded.v1"),
    /** A message joined a feedback. */
    FOLLOW_UP_RECEIVED("feedback.follow-up-received.v1", "follow-up-received.v1"),
    /** Its contact asks for the next stage (P8). */
    ESCALATION_REQUESTED("feedback.escalation-requested.v1", "escalation-requested.v1"),
    /** Its contact asks to have the answer explained (P13a). */
    CLARIFICATION_REQUESTED("feedback.clarification-requested.v1", "clarification-requested.v1"),
    /** A feedback's state stands on another topic now. */
    MOVED("feedback.moved.v1", "feedback-moved.v1"),
    /** It was decided what becomes of a notification. */
    NOTIFICATION_DECIDED("notification.decided.v1", "notification-decided.v1"),
    /** Somebody answered a survey, or changed the answers. */
    SURVEY_ANSWERED("survey.answered.v1", "survey-answered.v1");

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
