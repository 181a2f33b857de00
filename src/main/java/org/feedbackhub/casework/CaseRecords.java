package org.feedbackhub.casework;

import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;

/** What is known of cases, for those who decide what residents are sent. */
public interface CaseRecords {

    /** How the feedback's case stands; an empty file if nothing was told of it. */
    CaseFile of(Reference reference);

    /**
     * Whether somebody has asked for the next stage of the feedback's case, and the case system has neither begun it nor answered
     * the present one since.
     */
    boolean nextStageRequested(Reference reference);

    /** Whether contact of this person with the council is restricted today (P13). */
    boolean restricted(CouncilId council, EmailAddress person);
}
