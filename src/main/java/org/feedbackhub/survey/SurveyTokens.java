package org.feedbackhub.survey;

import java.time.Instant;
import java.util.Optional;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.webform.PageSeal;

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

    String toOptOut(Reference reference) {
        return seal.seal(OPT_OUT, reference.value());
    }

    /** The feedback about whose survey somebody asks for no more; nothing if the token is none of ours for this purpose. */
    Optional<Reference> optOut(String token) {
        return seal.open(OPT_OUT, token).map(Reference::new);
    }
}
