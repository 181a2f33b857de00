package org.feedbackhub.notification;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.notification.NotificationType.Audience;

/** Decides at its due time whether a notification goes out, and in which words. */
final class SendingPolicy {

    /** Local parts that by their name belong to a machine. */
    private static final Pattern NOBODY_READS =
            Pattern.compile("^(no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?|notifications?)\\b");

    private final Councils councils;
    private final SurveyPolicy surveyPolicy;
    private final BiPredicate<Reference, Instant> opened;
    private final Function<EmailAddress, Optional<String>> trial;
    private final ByLetter byLetter;

    /**
     * @param opened whether somebody who may has opened what may tell of harm
     * @param trial why a trial keeps back what goes to an address, if it does
     * @param byLetter decides of what mail cannot bring
     */
    SendingPolicy(
            Councils councils,
            SurveyPolicy surveyPolicy,
            BiPredicate<Reference, Instant> opened,
            Function<EmailAddress, Optional<String>> trial,
            ByLetter byLetter) {
        this.councils = councils;
        this.surveyPolicy = surveyPolicy;
        this.opened = opened;
        this.trial = trial;
        this.byLetter = byLetter;
    }

    /**
     * Whether it may go out.
     *
     * @param file how the feedback's case stands
     * @param history in which it was asked about the notification
     */
    Decision decide(Notification notification, Feedback feedback, CaseFile file, SendingHistory history) {
        if (feedback.joinedTo() != null && notification.type().toContact()) {
            return new Decision.Suppress("it has become a follow-up of another feedback, and is answered there");
        }
        EmailAddress recipient = notification.recipient();
        if (recipient == null) {
            return withoutMail(notification, feedback, file, history, "no e-mail address is known (P22)");
        }
        if (councils.ownAddress(recipient)) {
            return new Decision.Suppress("the address is the council's own");
        }
        if (notification.medium() == Medium.LETTER
                || notification.type().toContact() && history.undeliverable(notification)) {
            return withoutMail(
                    notification, feedback, file, history, "mail to that address has come back as undeliverable");
        }
        CouncilProfile council = councils.get(feedback.submission().council());
        Optional<String> against = notification.type().audience() == Audience.OFFICER
                ? againstOfficer(notification, feedback)
                : againstContact(notification, council, feedback, file, recipient, history);
        return against.or(() -> trial.apply(recipient))
                .<Decision>map(Decision.Suppress::new)
                .orElseGet(() -> new Decision.Send(Medium.EMAIL, template(notification, feedback), "due"));
    }

    /** @param why mail cannot bring it */
    private Decision withoutMail(
            Notification notification, Feedback feedback, CaseFile file, SendingHistory history, String why) {
        return overtaken(notification, file, history)
                .<Decision>map(Decision.Suppress::new)
                .orElseGet(() -> byLetter.decide(notification, feedback, why));
    }

    private Optional<String> againstOfficer(Notification notification, Feedback feedback) {
        Classification classification = feedback.classification();
        if (notification.type() == NotificationType.SAFEGUARDING_ESCALATION
                && opened.test(
                        notification.reference(),
                        Instant.parse(notification.facts().get(MailFacts.PLANNED_AT)))) {
            return Optional.of("it was opened in time");
        }
        return notification.type() == NotificationType.HAND_OVER
                        && (classification.kind() != Kind.COUNCILLOR
                                || classification.flags().contains(Flag.SAFEGUARDING))
                ? Optional.of("it is not taken for a complaint about a councillor any more")
                : Optional.empty();
    }

    private Optional<String> againstContact(
            Notification notification,
            CouncilProfile council,
            Feedback feedback,
            CaseFile file,
            EmailAddress recipient,
            SendingHistory history) {
        if (council.staff().includes(recipient)) {
            return Optional.of("the address is the council's own");
        }
        if (nobodyReads(recipient)) {
            return Optional.of("nobody reads what is sent to that address");
        }
        Optional<String> overtaken = overtaken(notification, file, history);
        if (overtaken.isPresent()) {
            return overtaken;
        }
        return notification.type().audience() == Audience.SURVEYED
                ? surveyPolicy.against(notification, council, feedback, file, recipient, history)
                : history.capReached(notification)
                        .map(cap -> "the person has had " + cap.atMost() + " of these within " + cap.within());
    }

    /** What has happened since it was planned. */
    private static Optional<String> overtaken(Notification notification, CaseFile file, SendingHistory history) {
        return switch (notification.type()) {
            case EXTENSION -> overtakenExtension(notification, file);
            case OMBUDSMAN_ADVICE -> overtakenAdvice(notification, file, history);
            case ACKNOWLEDGEMENT_DETAILS ->
                history.acknowledgedIn(notification.reference()).equals(Templates.NEUTRAL)
                        ? Optional.empty()
                        : Optional.of("the acknowledgement has told it");
            default -> Optional.empty();
        };
    }

    private static Optional<String> overtakenExtension(Notification notification, CaseFile file) {
        if (file.answer() != null) {
            return Optional.of("it has been answered meanwhile");
        }
        return notification.occasion().startsWith(MailFacts.extended(file.extendedTo()))
                ? Optional.empty()
                : Optional.of("the date has been moved again");
    }

    private static Optional<String> overtakenAdvice(Notification notification, CaseFile file, SendingHistory history) {
        if (history.sentBefore(notification)) {
            return Optional.of("the person was told before");
        }
        return notification.occasion().startsWith(MailFacts.ANSWERED) && file.answer() == null
                ? Optional.of("it is not answered any more")
                : Optional.empty();
    }

    /** Whether the address belongs by its name to a machine. */
    static boolean nobodyReads(EmailAddress address) {
        return NOBODY_READS.matcher(address.value()).find();
    }

    /** The template of its words, as the feedback stands now. */
    static String template(Notification notification, Feedback feedback) {
        return notification.type() == NotificationType.OMBUDSMAN_ADVICE
                        && notification.occasion().startsWith(MailFacts.ANSWERED)
                ? Templates.OMBUDSMAN_AFTER_ANSWER
                : template(notification.type(), feedback);
    }

    /** Neutral words where the kind is not sure, and where any other could give away what somebody confided (P11). */
    static String template(NotificationType type, Feedback feedback) {
        if (type != NotificationType.ACKNOWLEDGEMENT && type != NotificationType.ACKNOWLEDGEMENT_DETAILS) {
            return type.id();
        }
        Classification classification = feedback.classification();
        if (classification.forReview() || classification.flags().contains(Flag.SAFEGUARDING)) {
            return Templates.NEUTRAL;
        }
        return classification.kind().referral()
                ? Templates.REFERRAL
                : NotificationType.ACKNOWLEDGEMENT.id() + "-"
                        + classification.kind().id();
    }
}
