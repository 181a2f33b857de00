package org.feedbackhub.console;

import java.util.Arrays;
import java.util.Optional;

/** What a person may do in the console, always for certain councils. */
public enum Role {
    /** Sees to it that everything runs. */
    OPERATOR("operator"),
    /** Decides what the hub was not sure of. */
    REVIEWER("reviewer"),
    /** Answers requests about personal data. */
    DATA_PROTECTION("data-protection"),
    /** Takes down what residents say on the phone or at the counter. */
    PHONE_AGENT("phone-agent"),
    /** Reads what may tell of harm to a child or an adult at risk (P11). */
    SAFEGUARDING("safeguarding");

    private final String id;

    Role(String id) {
        this.id = id;
    }

    /** The name in configuration and in an identity provider's claims. */
    public String id() {
        return id;
    }

    static Optional<Role> of(String id) {
        return Arrays.stream(values()).filter(role -> role.id.equals(id)).findFirst();
    }
}
