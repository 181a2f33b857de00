package org.feedbackhub.casework;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;

/** What is known of cases, for those who decide what residents are sent. */
public interface CaseRecords {

    /** How the feedback's case stands; an empty file if nothing was told of it. */
    default CaseFile of(Reference reference) {
        return of(List.of(reference)).get(reference);
    }

    /** The same of several. */
    Map<Reference, CaseFile> of(Collection<Reference> references);

    /**
     * Whether somebody has asked for the next stage of the feedback's case, and the case system has neither begun it nor answered
     * the present one nor closed the case since.
     */
    boolean nextStageRequested(Reference reference);

    /** Whether contact of this person with the council is restricted today (P13). */
    boolean restricted(CouncilId council, EmailAddress person);
}
