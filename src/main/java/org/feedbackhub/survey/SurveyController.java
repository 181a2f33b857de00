package org.feedbackhub.survey;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.survey.SurveyPages.Open;
import org.feedbackhub.webform.PageProblem;
import org.feedbackhub.webform.RefusedPosts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The survey. To open it records nothing: mail servers open links to see where they lead. */
@Controller
class SurveyController {

    /** The same page for what is broken, closed or gone, so that it tells nobody which it is. */
    static final String NO_SURVEY = "survey/no-survey";

    private static final Logger LOG = LoggerFactory.getLogger(SurveyController.class);
    private static final String PAGE = "survey/page";
    private static final String THANKS = "survey/thanks";

    private final SurveyPages pages;

    SurveyController(SurveyPages pages) {
        this.pages = pages;
    }

    @GetMapping(SurveyPaths.PAGE)
    String begin(@PathVariable String token, HttpServletResponse response, Model model) {
        Optional<Open> survey = pages.open(token).filter(pages::known);
        if (survey.isEmpty()) {
            return noSurvey(response);
        }
        Optional<SurveyAnswer> before = pages.before(survey.get());
        pages.show(model, survey.get(), pages.asLeft(survey.get(), before), before, List.of(), "");
        return PAGE;
    }

    @PostMapping(SurveyPaths.PAGE)
    String answer(
            @PathVariable String token,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Open> open = pages.open(token);
        if (open.isEmpty()) {
            return noSurvey(response);
        }
        Open survey = open.get();
        AnswerSheet sheet = pages.read(survey, fields);
        if (!pages.allow(request.getRemoteAddr())) {
            return again(model, response, survey, sheet, "survey-too-many", HttpStatus.TOO_MANY_REQUESTS);
        }
        try {
            return answer(survey, sheet, response, model);
        } catch (TransientFault e) {
            LOG.warn("event=survey-not-kept cause={}", e.getClass().getSimpleName());
            return again(model, response, survey, sheet, "survey-not-kept", HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    private String answer(Open survey, AnswerSheet sheet, HttpServletResponse response, Model model) {
        List<PageProblem> problems = sheet.problems();
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            pages.show(model, survey, sheet, pages.before(survey), problems, "");
            return PAGE;
        }
        if (pages.send(survey, sheet) == SurveyDesk.Result.UNKNOWN) {
            return noSurvey(response);
        }
        pages.show(model, survey, sheet, Optional.empty(), List.of(), "");
        return THANKS;
    }

    @RequestMapping(SurveyPaths.REFUSED)
    String refused(
            @PathVariable String token,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Open> survey = pages.open(token);
        if (survey.isEmpty() || !RefusedPosts.refused(request)) {
            return noSurvey(response);
        }
        return again(
                model,
                response,
                survey.get(),
                pages.read(survey.get(), fields),
                "survey-no-token",
                HttpStatus.FORBIDDEN);
    }

    private String again(
            Model model,
            HttpServletResponse response,
            Open survey,
            AnswerSheet sheet,
            String notice,
            HttpStatus status) {
        response.setStatus(status.value());
        pages.show(model, survey, sheet, Optional.empty(), List.of(), notice);
        return PAGE;
    }

    private static String noSurvey(HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        return NO_SURVEY;
    }
}
