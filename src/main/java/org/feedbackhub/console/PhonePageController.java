package org.feedbackhub.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.feedbackhub.webform.FormPages;
import org.feedbackhub.webform.LargeUploads;
import org.feedbackhub.webform.PageAnswers;
import org.feedbackhub.webform.PageKind;
import org.feedbackhub.webform.PageNotice;
import org.feedbackhub.webform.PagePaths;
import org.feedbackhub.webform.PageProblem;
import org.feedbackhub.webform.PageSent;
import org.feedbackhub.webform.PageState;
import org.feedbackhub.webform.RefusedPosts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The form on which the contact centre takes down what residents say: one page, sent at once, the reference to read out. */
@Controller
class PhonePageController {

    private static final String FORM = "webform/phone";
    private static final String SENT = "webform/phone-sent";
    private static final String SIGNED_OUT = "webform/phone-signed-out";
    private static final String SIGNED_IN = "webform/phone-signed-in";

    private final FormPages pages;
    private final PageAnswers answers;

    PhonePageController(FormPages pages, PageAnswers answers) {
        this.pages = pages;
        this.answers = answers;
    }

    @GetMapping(PagePaths.PHONE)
    String begin(@PathVariable String council, Authentication person, HttpServletResponse response, Model model) {
        return blank(council, person, FORM, response, model);
    }

    @GetMapping(PagePaths.PHONE_SIGNED_IN)
    String signedIn(@PathVariable String council, Authentication person, HttpServletResponse response, Model model) {
        return blank(council, person, SIGNED_IN, response, model);
    }

    private String blank(
            String council, Authentication person, String template, HttpServletResponse response, Model model) {
        return answers.ofCouncil(council, response, known -> {
            model.addAttribute("person", person.getName());
            pages.show(model, pages.blank(known, PageKind.OFFICER), List.of(), "");
            return template;
        });
    }

    @PostMapping(PagePaths.PHONE)
    String send(
            @PathVariable String council,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> uploads,
            Authentication person,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return answers.ofCouncil(council, response, known -> {
            model.addAttribute("person", person.getName());
            PageState page = pages.read(known, PageKind.OFFICER, fields).takenBy(person.getName());
            if (LargeUploads.dropped(request)) {
                return answers.tooLarge(page, FORM, response, model);
            }
            return answers.keeping(
                    () -> sent(pages.keep(page, uploads == null ? List.of() : uploads), response, model),
                    page,
                    FORM,
                    response,
                    model);
        });
    }

    private String sent(PageState filled, HttpServletResponse response, Model model) {
        List<PageProblem> problems = pages.problems(filled, false);
        PageState page = pages.withoutLargeFiles(filled);
        if (!problems.isEmpty()) {
            return answers.toMend(page, problems, FORM, response, model);
        }
        PageSent sent = pages.send(page);
        model.addAttribute("sent", sent);
        pages.show(model, sent.other() ? pages.anew(page) : page, List.of(), sent.other() ? "sent-before" : "");
        return sent.other() ? FORM : SENT;
    }

    /** What was posted without its token, or after the session ended: nothing of it is taken, and nothing is lost. */
    @RequestMapping(PagePaths.PHONE_REFUSED)
    String refused(
            @PathVariable String council,
            @RequestParam MultiValueMap<String, String> fields,
            @Nullable Authentication person,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!RefusedPosts.refused(request)) {
            return answers.noPage(response);
        }
        return answers.ofCouncil(council, response, known -> {
            PageState page = pages.read(known, PageKind.OFFICER, fields);
            if (person == null || !Permissions.has(person, known.id(), Role.PHONE_AGENT)) {
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
                pages.show(model, page, List.of(), "");
                return SIGNED_OUT;
            }
            model.addAttribute("person", person.getName());
            return LargeUploads.dropped(request)
                    ? answers.tooLarge(page, FORM, response, model)
                    : answers.again(page, PageNotice.NOT_SAVED_YET, FORM, response, model);
        });
    }
}
