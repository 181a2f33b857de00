package org.feedbackhub.feedback;

import com.fasterxml.jackson.annotation.JsonValue;

/** What those who handle a feedback must know beside its kind. */
public enum Flag {
    /** Any risk or allegation of harm to a child or an adult at risk (P11). */
    SAFEGUARDING("safeguarding"),
    /** A question about policy or practice, recorded as a comment (P10). */
    POLICY_QUESTION("policy-question"),
    /** A complaint that an officer lacks spoken English (P12). */
    FLUENCY_DUTY("fluency-duty"),
    /** The same about accent, manner, origin or nationality, which the policy does not take as legitimate (P12). */
    FLUENCY_DUTY_NOT_LEGITIMATE("fluency-duty-not-legitimate"),
    /** A matter of a tenancy, which decides the ombudsman (P9, P23). */
    TENANCY("tenancy"),
    BEREAVEMENT("bereavement"),
    THREAT_OR_ABUSE("threat-or-abuse"),
    EQUALITY("equality"),
    /** A wish for large print, Braille, audio or another adjustment (P21). */
    ACCESSIBLE_FORMAT("accessible-format"),
    OTHER_LANGUAGE("other-language"),
    LEGAL_THREAT("legal-threat"),
    STAFF_NAMED("staff-named"),
    /** A councillor, Member of Parliament or other representative writing for a resident. */
    REPRESENTATIVE("representative"),
    REPEATED("repeated");

    private final String id;

    Flag(String id) {
        this.id = id;
    }

    /** The name in events, figures and files. */
    @JsonValue
    public String id() {
        return id;
    }
}
