package org.feedbackhub.notification;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.survey.Surveys;

/** Who is not asked how satisfied they were (P15): nobody twice, nobody for whom it would be an imposition. */
final class SurveyPolicy {

    private final Surveys surveys;
    private final CaseRecords cases;

    SurveyPolicy(Surveys surveys, CaseRecords cases) {
        this.surveys = surveys;
        this.cases = cases;
    }

    /** Why the survey, or its reminder, does not go out; nothing if it does. */
    Optional<String> against(
            Notification notification,
            CouncilProfile council,
            Feedback feedback,
            CaseFile file,
            EmailAddress recipient,
            SendingHistory history) {
        Set<Flag> flags = feedback.classification().flags();
        if (flags.contains(Flag.SAFEGUARDING)) {
            return Optional.of("it may tell of harm (P11)");
        }
        if (flags.contains(Flag.BEREAVEMENT)) {
            return Optional.of("it tells of a bereavement");
        }
        if (file.withOmbudsmanSince() != null) {
            return Optional.of("it is with the ombudsman");
        }
        if (isOpen(council, feedback, file)) {
            return Optional.of("the case is open again");
        }
        if (cases.nextStageRequested(feedback.reference())) {
            return Optional.of("the person has asked for the next stage (P8)");
        }
        if (cases.restricted(council.id(), recipient)) {
            return Optional.of("contact with the person is restricted (P13)");
        }
        if (surveys.optedOut(council.id(), recipient)) {
            return Optional.of("the person wants no surveys");
        }
        if (surveys.answered(feedback.reference())) {
            return Optional.of("it was answered");
        }
        if (history.sentBefore(notification)) {
            return Optional.of("this feedback has had its survey");
        }
        int days = council.survey().onePersonWithin();
        return notification.type() == NotificationType.SURVEY
                        && history.sentToPersonWithin(notification, council.id(), Duration.ofDays(days))
                ? Optional.of("the person was asked within " + days + " days")
                : Optional.empty();
    }

    /** Reopened, or gone to the next stage; where the acknowledgement is the answer, only the first can be. */
    private static boolean isOpen(CouncilProfile council, Feedback feedback, CaseFile file) {
        boolean acknowledgementIsTheAnswer =
                council.promises().of(feedback.classification().kind()).respond() == null;
        return file.answer() == null && (!acknowledgementIsTheAnswer || file.reopenedAt() != null);
    }
}
