package org.feedbackhub.console;

import java.time.InstantSource;
import java.util.Map;
import org.feedbackhub.casework.CaseEvents;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.TransientFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where whoever decides about a letter writes down who wrote it, beside its pages: no program reads every hand. */
@Controller
class SenderController {

    private static final Logger LOG = LoggerFactory.getLogger(SenderController.class);

    private static final String PAGE = "/console/feedback/{reference}/sender";

    private final Reviewers reviewers;
    private final CaseEvents events;
    private final InstantSource clock;

    SenderController(Reviewers reviewers, CaseEvents events, InstantSource clock) {
        this.reviewers = reviewers;
        this.events = events;
        this.clock = clock;
    }

    /** Whether the person may say who wrote it. */
    static boolean mayTell(Feedback feedback, Authentication person) {
        return feedback.submission().channel() == Channel.LETTER
                && feedback.joinedTo() == null
                && Reviewers.decides(feedback, person);
    }

    @GetMapping(PAGE)
    String page(@PathVariable String reference, Authentication person, Model model) {
        Feedback feedback = required(reference, person);
        show(feedback, SenderForm.of(feedback.submission().contact()), Map.of(), person, model);
        return "console/sender";
    }

    @PostMapping(PAGE)
    ModelAndView tell(
            @PathVariable String reference,
            @ModelAttribute SenderForm form,
            Authentication person,
            Model model,
            RedirectAttributes next) {
        Feedback feedback = required(reference, person);
        Map<String, String> mistakes = form.mistakes();
        if (!mistakes.isEmpty()) {
            show(feedback, form, mistakes, person, model);
            return new ModelAndView("console/sender", model.asMap(), HttpStatus.BAD_REQUEST);
        }
        try {
            events.senderFound(
                    feedback.reference(),
                    form.contact(feedback.submission().contact().preferred()),
                    person.getName(),
                    clock.instant());
            LOG.info("event=sender-told reference={} by={}", feedback.reference(), person.getName());
            next.addFlashAttribute(
                    "done", "It is written down who wrote the letter. What was held for that is decided again.");
        } catch (PermanentFault e) {
            next.addFlashAttribute("problem", "It could not be written down: " + e.getMessage() + ".");
        } catch (TransientFault e) {
            next.addFlashAttribute("problem", "It could not be written down just now. Please try again.");
        }
        return new ModelAndView("redirect:/console/feedback/" + feedback.reference());
    }

    private Feedback required(String reference, Authentication person) {
        Feedback feedback = reviewers.required(reference, person);
        if (!mayTell(feedback, person)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return feedback;
    }

    private static void show(
            Feedback feedback, SenderForm form, Map<String, String> mistakes, Authentication person, Model model) {
        model.addAttribute("section", "review");
        model.addAttribute("person", person.getName());
        model.addAttribute("reference", feedback.reference().value());
        model.addAttribute("pages", LetterPages.numbers(feedback.submission()));
        model.addAttribute("form", form);
        model.addAttribute("mistakes", mistakes);
    }
}
