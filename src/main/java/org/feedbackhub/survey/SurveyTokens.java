package org.feedbackhub.survey;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.webform.PageSeal;
import org.jspecify.annotations.Nullable;

/** What stands in the survey's links: signed, so that nobody can make one up, and none needs to be kept. */
final class SurveyTokens {

    private static final String ANSWER = "survey";
    private static final String OPT_OUT = "survey-opt-out";
    private static final String BETWEEN = " ";

    private final PageSeal seal;

    SurveyTokens(String key) {
        this.seal = new PageSeal(key);
    }

    /** Whom a link lets answer. @param closes when it ends to be valid */
    record Invitation(Reference reference, Instant closes) {}

    String toAnswer(Invitation invitation) {
        return seal.seal(
                ANSWER, invitation.reference() + BETWEEN + invitation.closes().getEpochSecond());
    }

    /** Nothing if the token is none of ours for this purpose; it may have closed. */
    Optional<Invitation> invitation(String token) {
        return seal.open(ANSWER, token).map(text -> {
            int between = text.indexOf(BETWEEN);
            return new Invitation(
                    new Reference(text.substring(0, between)),
                    Instant.ofEpochSecond(Long.parseLong(text.substring(between + BETWEEN.length()))));
        });
    }

    /**
     * Who asks for no more surveys: whoever got this one.
     *
     * @param reference of the feedback that the survey is about
     * @param survey id of the mail in which the link stands; null in links from before they named it
     */
    record OptOut(Reference reference, @Nullable UUID survey) {}

    String toOptOut(Reference reference, UUID survey) {
        return seal.seal(OPT_OUT, reference + BETWEEN + survey);
    }

    /** Nothing if the token is none of ours for this purpose. */
    Optional<OptOut> optOut(String token) {
        return seal.open(OPT_OUT, token).map(text -> {
            int between = text.indexOf(BETWEEN);
            return between < 0
                    ? new OptOut(new Reference(text), null)
                    : new OptOut(
                            new Reference(text.substring(0, between)),
                            UUID.fromString(text.substring(between + BETWEEN.length())));
        });
    }
}
