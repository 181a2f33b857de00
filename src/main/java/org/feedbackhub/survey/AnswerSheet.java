package org.feedbackhub.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.feedbackhub.webform.FormReader;
import org.feedbackhub.webform.PageProblem;
import org.springframework.util.MultiValueMap;

/**
 * A questionnaire as somebody has filled it in.
 *
 * @param questionnaire that was asked
 * @param values by the question's id, of what was filled in and is offered; without blank ones
 */
record AnswerSheet(Questionnaire questionnaire, Map<String, String> values) {

    /** A problem whose text stands beside the question in its file. */
    private static final String AS_CONFIGURED = "survey.as-configured";

    /** As a browser posts it. */
    static AnswerSheet posted(Questionnaire questionnaire, MultiValueMap<String, String> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Question question : questionnaire.questions()) {
            String value = FormReader.clean(
                    Optional.ofNullable(fields.getFirst(question.id())).orElse(""));
            if (!value.isEmpty()
                    && (question.written() || question.option(value).isPresent())) {
                values.put(question.id(), value);
            }
        }
        return new AnswerSheet(questionnaire, values);
    }

    /** As it was left before; what was written is not shown again, since others may hold the link. */
    static AnswerSheet before(Questionnaire questionnaire, Optional<SurveyAnswer> answer) {
        Map<String, String> values = new LinkedHashMap<>();
        answer.ifPresent(one -> one.chosen().forEach((id, value) -> values.put(id, value.toString())));
        return new AnswerSheet(questionnaire, values);
    }

    /** What is to be mended, in the order of the page. */
    List<PageProblem> problems() {
        List<PageProblem> problems = new ArrayList<>();
        for (Question question : questionnaire.questions()) {
            String value = values.get(question.id());
            if (question.required() && value == null) {
                problems.add(new PageProblem(question.id(), AS_CONFIGURED, question.missing()));
            } else if (question.written() && value != null && value.length() > question.atMost()) {
                problems.add(new PageProblem(question.id(), "survey.long", question.atMost()));
            }
        }
        if (values.isEmpty() && problems.isEmpty()) {
            problems.add(new PageProblem(questionnaire.questions().get(0).id(), "survey.empty", ""));
        }
        return problems;
    }

    /** What was chosen, as events carry it. */
    Map<String, Object> chosen() {
        Map<String, Object> chosen = new LinkedHashMap<>();
        for (Question question : questionnaire.questions()) {
            String value = values.get(question.id());
            if (value != null && !question.written()) {
                chosen.put(
                        question.id(),
                        question.type() == Question.Type.SCALE ? (Object) Integer.valueOf(value) : value);
            }
        }
        return chosen;
    }

    /** What was written. */
    Map<String, String> written() {
        Map<String, String> written = new LinkedHashMap<>();
        for (Question question : questionnaire.questions()) {
            String value = values.get(question.id());
            if (value != null && question.written()) {
                written.put(question.id(), value);
            }
        }
        return written;
    }
}
