package org.feedbackhub.console;

import java.util.ArrayList;
import java.util.List;
import org.feedbackhub.survey.Question;
import org.feedbackhub.survey.Questionnaire;
import org.feedbackhub.survey.SurveyAnswer;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to the survey, as it is shown.
 *
 * @param answered when, and when it was changed
 * @param chosen questions with what was chosen, in today's wording
 * @param written questions with what was written; empty where the person may not read it
 * @param keptBack whether something was written that the person may not read (P11)
 * @param concern what was written that may tell of harm and has been changed since, or null
 */
record AnsweredSurvey(
        String answered, List<Line> chosen, List<Line> written, boolean keptBack, @Nullable String concern) {

    /** A question and its answer. */
    record Line(String question, String answer) {}

    /** @param trusted whether the person may read what may tell of harm */
    static AnsweredSurvey of(Questionnaire asked, SurveyAnswer answer, boolean trusted) {
        List<Line> chosen = new ArrayList<>();
        List<Line> written = new ArrayList<>();
        for (Question question : asked.questions()) {
            Object value = answer.chosen().get(question.id());
            if (value != null) {
                chosen.add(new Line(
                        question.wording(),
                        question.option(value).map(Question.Option::wording).orElse(value.toString())));
            }
            String text = answer.written().get(question.id());
            if (text != null) {
                written.add(new Line(question.wording(), text));
            }
        }
        boolean keptBack = answer.restricted() && !trusted;
        String concern = answer.concern();
        boolean shown = keptBack
                || concern == null
                || written.stream().map(Line::answer).anyMatch(concern::equals);
        return new AnsweredSurvey(
                when(answer), chosen, keptBack ? List.of() : written, keptBack, shown ? null : concern);
    }

    private static String when(SurveyAnswer answer) {
        String first = UkTime.of(answer.answeredAt());
        return answer.changedAt().equals(answer.answeredAt())
                ? first
                : first + ", changed " + UkTime.of(answer.changedAt());
    }
}
