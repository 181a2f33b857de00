package org.feedbackhub.survey;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.feedbackhub.feedback.Reference;

/**
 * The fact as it is published ({@code survey-answered.v1}): never what was written.
 *
 * @param reference of the feedback
 * @param answeredAt when it was answered or changed
 * @param changed whether earlier answers make way for these
 * @param answers what was chosen, by the question's id
 * @param comments whether something was written
 * @param href where the answers are in the console
 */
record SurveyAnswered(
        Reference reference,
        Instant answeredAt,
        boolean changed,
        Map<String, Object> answers,
        boolean comments,
        URI href) {}
