package org.feedbackhub.notification;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;

/** No case system has told anything yet. */
class NoCases implements CaseRecords {

    @Override
    public Map<Reference, CaseFile> of(Collection<Reference> references) {
        return references.stream().distinct().collect(Collectors.toMap(Function.identity(), CaseFile::empty));
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
