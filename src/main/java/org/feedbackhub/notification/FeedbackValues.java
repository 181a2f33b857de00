package org.feedbackhub.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.CouncilProfile.Body;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.jspecify.annotations.Nullable;

/** The values that a template of a mail about a feedback may use; what a feedback has not is absent, for sections to skip. */
final class FeedbackValues {

    private FeedbackValues() {}

    /** @param file how the feedback's case stands */
    static Map<String, Object> of(CouncilProfile council, Feedback feedback, CaseFile file) {
        Classification classification = feedback.classification();
        Body ombudsman = council.ombudsman(classification.flags());
        Body referral = council.referralContacts().get(classification.kind());
        Map<String, @Nullable Object> values = new HashMap<>(council.texts());
        values.put("councilName", council.name());
        values.put("reference", feedback.reference().value());
        values.put("receivedOn", date(council, feedback.receivedAt()));
        values.put("acknowledgeBy", MailFacts.date(feedback.promise().acknowledgeBy()));
        values.put("respondBy", date(feedback.promise().respondBy()));
        values.put(
                "serviceArea",
                classification.serviceArea() == null
                        ? null
                        : classification.serviceArea().name());
        values.put(
                "headOfService",
                file.headOfService() == null
                        ? council.headOfService(classification.serviceArea())
                        : file.headOfService());
        values.put("socialMedia", feedback.submission().channel() == Channel.SOCIAL_MEDIA);
        values.put("requestWithinMonths", months(council.stages().requestWithinMonths()));
        values.put("tenancy", classification.flags().contains(Flag.TENANCY));
        values.put("ombudsmanName", ombudsman.name());
        values.put("ombudsmanContact", ombudsman.contact());
        values.put("referralName", referral == null ? null : referral.name());
        values.put("referralContact", referral == null ? null : referral.contact());
        Map<String, Object> present = new HashMap<>();
        values.forEach((name, value) -> present.put(name, value == null ? false : value));
        return present;
    }

    private static @Nullable String months(@Nullable Integer months) {
        return months == null ? null : months == 1 ? "1 month" : months + " months";
    }

    private static String date(CouncilProfile council, Instant instant) {
        return MailFacts.date(instant.atZone(council.timeZone()).toLocalDate());
    }

    private static @Nullable String date(@Nullable LocalDate date) {
        return date == null ? null : MailFacts.date(date);
    }
}
