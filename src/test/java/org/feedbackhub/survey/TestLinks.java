package org.feedbackhub.survey;

import java.time.Instant;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.survey.SurveyTokens.Invitation;
import org.feedbackhub.webform.PageSeal;

/** Links that the hub would sign, or would not. */
public final class TestLinks {

    /** Of the standalone profile. */
    public static final String TRIAL_KEY = "trial-of-the-survey-protects-nothing-001";

    private TestLinks() {}

    /** The path of a survey that closes, or has closed, at this moment. */
    public static String closing(String key, String reference, Instant closes) {
        return SurveyPaths.page(new SurveyTokens(key).toAnswer(new Invitation(new Reference(reference), closes)));
    }

    /** The path to opt out by as it was before links named the mail that they stand in. */
    public static String optOutOfBefore(String reference) {
        return SurveyPaths.optOut(new PageSeal(TRIAL_KEY).seal("survey-opt-out", reference));
    }
}
