package org.feedbackhub.feedback;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a message is under a council's policy (P2, P10): the policy's three kinds, and the referrals that it does not cover. */
public enum Kind {
    COMPLIMENT("compliment", false),
    COMMENT("comment", false),
    COMPLAINT("complaint", false),
    SERVICE_REQUEST("service-request", true),
    COUNCILLOR("councillor", true),
    OTHER_CUSTOMER("other-customer", true),
    APPEAL("appeal", true),
    INFORMATION_REQUEST("information-request", true),
    LEGAL("legal", true);

    private final String id;
    private final boolean referral;

    Kind(String id, boolean referral) {
        this.id = id;
        this.referral = referral;
    }

    /** The one of this name, or nothing if there is none. */
    public static Optional<Kind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }

    /** The name in events, figures and files. */
    @JsonValue
    public String id() {
        return id;
    }

    /** Whether the feedback policy does not cover it, so that the resident is told whom to turn to instead (P10). */
    public boolean referral() {
        return referral;
    }
}
