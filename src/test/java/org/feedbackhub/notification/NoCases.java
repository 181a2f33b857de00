package org.feedbackhub.notification;

import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;

/** No case system has told anything yet. */
class NoCases implements CaseRecords {

    @Override
    public CaseFile of(Reference reference) {
        return CaseFile.empty(reference);
    }

    @Override
    public boolean nextStageRequested(Reference reference) {
        return false;
    }

    @Override
    public boolean restricted(CouncilId council, EmailAddress person) {
        return false;
    }
}
