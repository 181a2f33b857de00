package org.feedbackhub.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.webform.FormPages;
import org.feedbackhub.webform.LargeUploads;
import org.feedbackhub.webform.PageKind;
import org.feedbackhub.webform.PagePaths;
import org.feedbackhub.webform.PageProblem;
import org.feedbackhub.webform.PageSent;
import org.feedbackhub.webform.PageState;
import org.feedbackhub.webform.RefusedPosts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger LOG = LoggerFactory.getLogger(PhonePageController.class);
    private static final String FORM = "webform/phone";
    private static final String SENT = "webform/phone-sent";
    private static final String SIGNED_OUT = "webform/phone-signed-out";
    private static final String SIGNED_IN = "webform/phone-signed-in";
    private static final String NO_COUNCIL = "webform/no-council";

    private final FormPages pages;

    PhonePageController(FormPages pages) {
        this.pages = pages;
    }

    @GetMapping(PagePaths.PHONE)
    String begin(@PathVariable String council, Authentication person, HttpServletResponse response, Model model) {
        Optional<CouncilProfile> known = pages.council(council);
        if (known.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return NO_COUNCIL;
        }
        model.addAttribute("person", person.getName());
        pages.show(model, pages.blank(known.get(), PageKind.OFFICER), List.of(), "");
        return FORM;
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
        Optional<CouncilProfile> known = pages.council(council);
        if (known.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return NO_COUNCIL;
        }
        model.addAttribute("person", person.getName());
        PageState page = pages.read(known.get(), PageKind.OFFICER, fields).takenBy(person.getName());
        if (LargeUploads.dropped(request)) {
            return tooLarge(page, response, model);
        }
        try {
            return sent(pages.keep(page, uploads == null ? List.of() : uploads), response, model);
        } catch (TransientFault e) {
            LOG.warn("event=page-not-kept cause={}", e.getClass().getSimpleName());
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            pages.show(model, page, List.of(), "not-kept");
            return FORM;
        }
    }

    private String tooLarge(PageState page, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.PAYLOAD_TOO_LARGE.value());
        pages.show(model, page, pages.problems(page, true), "");
        return FORM;
    }

    private String sent(PageState filled, HttpServletResponse response, Model model) {
        List<PageProblem> problems = pages.problems(filled, false);
        PageState page = pages.withoutLargeFiles(filled);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            pages.show(model, page, problems, "");
            return FORM;
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
        Optional<CouncilProfile> known = pages.council(council);
        if (known.isEmpty() || !RefusedPosts.refused(request)) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return NO_COUNCIL;
        }
        PageState page = pages.read(known.get(), PageKind.OFFICER, fields);
        if (person == null || !Permissions.has(person, page.council().id(), Role.PHONE_AGENT)) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            pages.show(model, page, List.of(), "");
            return SIGNED_OUT;
        }
        model.addAttribute("person", person.getName());
        if (LargeUploads.dropped(request)) {
            return tooLarge(page, response, model);
        }
        response.setStatus(HttpStatus.FORBIDDEN.value());
        pages.show(model, page, List.of(), "not-saved-yet");
        return FORM;
    }

    @GetMapping(PagePaths.PHONE_SIGNED_IN)
    String signedIn(@PathVariable String council, Authentication person, HttpServletResponse response, Model model) {
        Optional<CouncilProfile> known = pages.council(council);
        if (known.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return NO_COUNCIL;
        }
        model.addAttribute("person", person.getName());
        pages.show(model, pages.blank(known.get(), PageKind.OFFICER), List.of(), "");
        return SIGNED_IN;
    }
}
