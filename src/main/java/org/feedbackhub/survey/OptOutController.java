package org.feedbackhub.survey;

import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Optional;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * No more surveys: a page with one button, and the one post of a mail program (RFC 8058), which has no cookie. The token in the
 * address proves both.
 */
@Controller
class OptOutController {

    private static final Logger LOG = LoggerFactory.getLogger(OptOutController.class);

    private final SurveyTokens tokens;
    private final FeedbackRecords feedback;
    private final SurveyMails mails;
    private final OptOuts optOuts;
    private final Councils councils;
    private final InstantSource clock;

    OptOutController(
            SurveyTokens tokens,
            FeedbackRecords feedback,
            SurveyMails mails,
            OptOuts optOuts,
            Councils councils,
            InstantSource clock) {
        this.tokens = tokens;
        this.feedback = feedback;
        this.mails = mails;
        this.optOuts = optOuts;
        this.councils = councils;
        this.clock = clock;
    }

    @GetMapping(SurveyPaths.OPT_OUT)
    String ask(@PathVariable String token, HttpServletResponse response, Model model) {
        return show(token, false, response, model);
    }

    @PostMapping(SurveyPaths.OPT_OUT)
    String optOut(@PathVariable String token, HttpServletResponse response, Model model) {
        find(token).ifPresent(this::record);
        return show(token, true, response, model);
    }

    private void record(Asking asking) {
        optOuts.add(asking.council(), asking.person(), clock.instant());
        LOG.info("event=survey-opted-out council={}", asking.council());
    }

    private String show(String token, boolean done, HttpServletResponse response, Model model) {
        Optional<Asking> found = find(token);
        if (found.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return SurveyController.NO_SURVEY;
        }
        SurveyPages.council(model, councils.get(found.get().council()));
        model.addAttribute("path", SurveyPaths.optOut(token));
        return done ? "survey/opted-out" : "survey/opt-out";
    }

    /** Somebody who wants no surveys from a council. */
    private record Asking(CouncilId council, EmailAddress person) {}

    private Optional<Asking> find(String token) {
        return tokens.optOut(token)
                .flatMap(link -> feedback.find(link.reference()).flatMap(about -> person(link, about)
                        .map(person -> new Asking(about.submission().council(), person))));
    }

    /** Whom the survey went to: the feedback's contact may be somebody else by now; links of before name the contact alone. */
    private Optional<EmailAddress> person(SurveyTokens.OptOut link, Feedback about) {
        return link.survey() == null
                ? Optional.ofNullable(about.submission().contact().email())
                : mails.recipient(link.reference(), link.survey());
    }
}
