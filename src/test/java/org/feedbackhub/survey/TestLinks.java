package org.feedbackhub.survey;

import java.time.Instant;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.survey.SurveyTokens.Invitation;

/** Links that the hub would sign, or would not. */
public final class TestLinks {

    /** Of the standalone profile. */
    public static final String TRIAL_KEY = "trial-of-the-survey-protects-nothing-001";

    private TestLinks() {}

    /** The path of a survey that closes, or has closed, at this moment. */
    public static String closing(String key, String reference, Instant closes) {
        return SurveyPaths.page(new SurveyTokens(key).toAnswer(new Invitation(new Reference(reference), closes)));
    }
}
