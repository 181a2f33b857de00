package org.feedbackhub.webform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.feedback.TransientFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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

    private static final Logger LOG = LoggerFactory.getLogger(ResidentPageController.class);
    private static final Duration CACHED = Duration.ofHours(1);
    private static final String FORM = "webform/form";
    private static final String CHECK = "webform/check";
    private static final String SENT = "webform/sent";
    private static final String NO_COUNCIL = "webform/no-council";
    private static final String SEND = "send";
    private static final String CHANGE = "change";

    private final FormPages pages;

    ResidentPageController(FormPages pages) {
        this.pages = pages;
    }

    @GetMapping(PagePaths.FORM)
    String begin(@PathVariable String council, HttpServletResponse response, Model model) {
        Optional<CouncilProfile> known = pages.council(council);
        if (known.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return NO_COUNCIL;
        }
        // it holds no answers yet, and a browser that may keep it gives back what was typed when people go back
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
        pages.show(model, pages.blank(known.get(), PageKind.RESIDENT), List.of(), "");
        return FORM;
    }

    @PostMapping(PagePaths.FORM)
    String next(
            @PathVariable String council,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> uploads,
            @RequestParam(defaultValue = "check") String go,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<CouncilProfile> known = pages.council(council);
        if (known.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return NO_COUNCIL;
        }
        PageState page = pages.read(known.get(), PageKind.RESIDENT, fields);
        if (!pages.allow(request.getRemoteAddr())) {
            return again(model, response, page, go, "too-many", HttpStatus.TOO_MANY_REQUESTS);
        }
        try {
            if (LargeUploads.dropped(request)) {
                return tooLarge(page, response, model);
            }
            return step(pages.keep(page, uploads == null ? List.of() : uploads), go, response, model);
        } catch (TransientFault e) {
            LOG.warn("event=page-not-kept cause={}", e.getClass().getSimpleName());
            return again(model, response, page, go, "not-kept", HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    private String tooLarge(PageState page, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.PAYLOAD_TOO_LARGE.value());
        pages.show(model, page, pages.problems(page, true), "");
        return FORM;
    }

    private String step(PageState filled, String go, HttpServletResponse response, Model model) {
        List<PageProblem> problems = go.equals(CHANGE) ? List.of() : pages.problems(filled, false);
        PageState page = pages.withoutLargeFiles(filled);
        if (go.equals(CHANGE) || !problems.isEmpty()) {
            response.setStatus(problems.isEmpty() ? HttpStatus.OK.value() : HttpStatus.UNPROCESSABLE_ENTITY.value());
            pages.show(model, page, problems, "");
            return FORM;
        }
        if (!go.equals(SEND) || !page.begun()) {
            pages.show(model, page, List.of(), "");
            return CHECK;
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

    private String again(
            Model model, HttpServletResponse response, PageState page, String go, String notice, HttpStatus status) {
        response.setStatus(status.value());
        pages.show(model, page, List.of(), notice);
        return go.equals(SEND) ? CHECK : FORM;
    }

    @RequestMapping(PagePaths.REFUSED)
    String refused(
            @PathVariable String council,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<CouncilProfile> known = pages.council(council);
        if (known.isEmpty() || !RefusedPosts.refused(request)) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return NO_COUNCIL;
        }
        PageState page = pages.read(known.get(), PageKind.RESIDENT, fields);
        if (LargeUploads.dropped(request)) {
            return tooLarge(page, response, model);
        }
        response.setStatus(HttpStatus.FORBIDDEN.value());
        pages.show(model, page, List.of(), "no-token");
        return FORM;
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
