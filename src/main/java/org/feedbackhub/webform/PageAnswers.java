package org.feedbackhub.webform;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.feedback.TransientFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** What all of the hub's own forms answer alike: that there is no such page, and pages that come again with what was written. */
public final class PageAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(PageAnswers.class);

    private final FormPages pages;

    PageAnswers(FormPages pages) {
        this.pages = pages;
    }

    /** The template of a council's page, or that there is no such page if there is no such council. */
    public String ofCouncil(String id, HttpServletResponse response, Function<CouncilProfile, String> page) {
        return pages.council(id).map(page).orElseGet(() -> noPage(response));
    }

    /** That there is no such page. */
    public String noPage(HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        return "webform/no-council";
    }

    /** What a step answers that keeps something; if nothing can be kept just now, the page once more. */
    public String keeping(
            Supplier<String> step, PageState page, String template, HttpServletResponse response, Model model) {
        try {
            return step.get();
        } catch (TransientFault e) {
            LOG.warn("event=page-not-kept cause={}", e.getClass().getSimpleName());
            return again(page, PageNotice.NOT_KEPT, template, response, model);
        }
    }

    /** The page once more, with the reason for it. */
    public String again(PageState page, PageNotice notice, String template, HttpServletResponse response, Model model) {
        response.setStatus(notice.status().value());
        pages.show(model, page, List.of(), notice.code());
        return template;
    }

    /** The page once more, without its files, which were too large to be read. */
    public String tooLarge(PageState page, String template, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.PAYLOAD_TOO_LARGE.value());
        pages.show(model, page, pages.problems(page, true), "");
        return template;
    }

    /** The page once more, with what is to be mended. */
    public String toMend(
            PageState page, List<PageProblem> problems, String template, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        pages.show(model, page, problems, "");
        return template;
    }
}
