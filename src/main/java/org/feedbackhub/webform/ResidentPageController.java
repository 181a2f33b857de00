package org.feedbackhub.webform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * The form for residents: fill in, check, send. Nothing is remembered between the steps, so that it makes no difference how long
 * somebody writes, or which instance answers.
 */
@Controller
class ResidentPageController {

    private static final Duration CACHED = Duration.ofHours(1);
    private static final String FORM = "webform/form";
    private static final String CHECK = "webform/check";
    private static final String SENT = "webform/sent";
    private static final String SEND = "send";
    private static final String CHANGE = "change";

    private final FormPages pages;
    private final PageAnswers answers;

    ResidentPageController(FormPages pages, PageAnswers answers) {
        this.pages = pages;
        this.answers = answers;
    }

    @GetMapping(PagePaths.FORM)
    String begin(@PathVariable String council, HttpServletResponse response, Model model) {
        return answers.ofCouncil(council, response, known -> {
            // it holds no answers yet, and a browser that may keep it gives back what was typed when people go back
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
            pages.show(model, pages.blank(known, PageKind.RESIDENT), List.of(), "");
            return FORM;
        });
    }

    @PostMapping(PagePaths.FORM)
    String next(
            @PathVariable String council,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> uploads,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return answers.ofCouncil(council, response, known -> {
            PageState page = pages.read(known, PageKind.RESIDENT, fields);
            String go = Optional.ofNullable(fields.getFirst("go")).orElse("");
            String here = go.equals(SEND) ? CHECK : FORM;
            if (!pages.allow(request.getRemoteAddr())) {
                return answers.again(page, PageNotice.TOO_MANY, here, response, model);
            }
            if (LargeUploads.dropped(request)) {
                return answers.tooLarge(page, FORM, response, model);
            }
            return answers.keeping(
                    () -> step(pages.keep(page, uploads == null ? List.of() : uploads), go, response, model),
                    page,
                    here,
                    response,
                    model);
        });
    }

    private String step(PageState filled, String go, HttpServletResponse response, Model model) {
        List<PageProblem> problems = go.equals(CHANGE) ? List.of() : pages.problems(filled, false);
        PageState page = pages.withoutLargeFiles(filled);
        if (!problems.isEmpty()) {
            return answers.toMend(page, problems, FORM, response, model);
        }
        if (!go.equals(SEND) || !page.begun()) {
            pages.show(model, page, List.of(), "");
            return go.equals(CHANGE) ? FORM : CHECK;
        }
        PageSent sent = pages.send(page);
        model.addAttribute("sent", sent);
        if (sent.other()) {
            pages.show(model, pages.anew(page), List.of(), "sent-before");
            return CHECK;
        }
        pages.show(model, page, List.of(), "");
        return SENT;
    }

    @RequestMapping(PagePaths.REFUSED)
    String refused(
            @PathVariable String council,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!RefusedPosts.refused(request)) {
            return answers.noPage(response);
        }
        return answers.ofCouncil(council, response, known -> {
            PageState page = pages.read(known, PageKind.RESIDENT, fields);
            return LargeUploads.dropped(request)
                    ? answers.tooLarge(page, FORM, response, model)
                    : answers.again(page, PageNotice.NO_TOKEN, FORM, response, model);
        });
    }

    @GetMapping(PagePaths.COLOURS)
    ResponseEntity<String> colours(@PathVariable String council) {
        return pages.council(council)
                .map(known -> ResponseEntity.ok()
                        .contentType(new MediaType("text", "css", StandardCharsets.UTF_8))
                        .cacheControl(CacheControl.maxAge(CACHED))
                        .body(".hub-council { background: " + known.colour() + "; }\n"))
                .orElse(ResponseEntity.notFound().build());
    }
}
