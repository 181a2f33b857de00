package org.feedbackhub.console;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.feedbackhub.casework.DeadLetter;
import org.feedbackhub.casework.DeadLetters;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.TransientFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What the case systems told and the hub could not use, for operators of the council that it is about; where nobody can tell which
 * that is, for operators of all councils. Each opening, and what is done, leaves a line in the log.
 */
@Controller
class DeadLetterController {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterController.class);
    private static final String LIST = "/console/dead-letters";
    private static final String ITEM = LIST + "/{id}";
    private static final String SECTION = "dead-letters";
    private static final int LONGEST_NOTE = 500;

    /** Of a body on its page, in characters. */
    private static final int LONGEST_SHOWN = 20_000;

    private final DeadLetters letters;

    DeadLetterController(DeadLetters letters) {
        this.letters = letters;
    }

    @GetMapping(LIST)
    String list(
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(defaultValue = "1") int page,
            Authentication person,
            Model model) {
        Set<CouncilId> own = own(person);
        int asked = Math.max(page, 1);
        List<DeadLetters.Cause> causes = letters.causes(own);
        long total = causes.stream()
                .filter(one -> cause == null || one.cause().equals(cause))
                .mapToLong(DeadLetters.Cause::letters)
                .sum();
        model.addAttribute("section", SECTION);
        model.addAttribute("person", person.getName());
        model.addAttribute("permitted", !own.isEmpty());
        model.addAttribute("cause", cause);
        model.addAttribute("causes", causes);
        model.addAttribute(
                "all", causes.stream().mapToLong(DeadLetters.Cause::letters).sum());
        model.addAttribute(
                "lines",
                letters.page(cause, own, asked - 1, Paging.SIZE).stream()
                        .map(Line::of)
                        .toList());
        model.addAttribute("paging", Paging.of(asked, total));
        return "console/dead-letters";
    }

    @GetMapping(ITEM)
    String item(@PathVariable UUID id, Authentication person, Model model) {
        show(required(id, person), person, model);
        return "console/dead-letter";
    }

    @PostMapping(ITEM + "/replay")
    String replay(@PathVariable UUID id, Authentication person, RedirectAttributes next) {
        required(id, person);
        try {
            DeadLetter letter = letters.replay(id, person.getName());
            if (letter.waits()) {
                next.addFlashAttribute("problem", "It still cannot be used: " + letter.cause() + ".");
                return "redirect:" + LIST + "/" + id;
            }
            next.addFlashAttribute("done", "The event was replayed.");
            return "redirect:" + LIST;
        } catch (TransientFault e) {
            next.addFlashAttribute("problem", "It could not be done, and nothing has changed: " + e.getMessage() + ".");
            return "redirect:" + LIST + "/" + id;
        }
    }

    @PostMapping(LIST + "/replay")
    String replayAll(@RequestParam String cause, Authentication person, RedirectAttributes next) {
        Set<CouncilId> own = own(person);
        if (own.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            int taken = letters.replayAll(cause, own, person.getName());
            next.addFlashAttribute("done", taken + (taken == 1 ? " event was" : " events were") + " replayed.");
        } catch (TransientFault e) {
            next.addFlashAttribute("problem", "Not all could be replayed: " + e.getMessage() + ".");
        }
        return "redirect:" + LIST;
    }

    @PostMapping(ITEM + "/discard")
    ModelAndView discard(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String note,
            Authentication person,
            Model model,
            RedirectAttributes next) {
        DeadLetter letter = required(id, person);
        String why = note.strip();
        if (why.isEmpty() || why.length() > LONGEST_NOTE) {
            show(letter, person, model);
            model.addAttribute("note", note);
            model.addAttribute(
                    "noteError",
                    why.isEmpty()
                            ? "Enter why you discard the event"
                            : "The note must be " + LONGEST_NOTE + " characters or fewer");
            return new ModelAndView("console/dead-letter", model.asMap(), HttpStatus.BAD_REQUEST);
        }
        next.addFlashAttribute(
                "done",
                letters.discard(id, why, person.getName())
                        ? "The event was discarded. It is still kept."
                        : "Somebody has dealt with this event already.");
        return new ModelAndView("redirect:" + LIST);
    }

    private static void show(DeadLetter letter, Authentication person, Model model) {
        LOG.info("event=dead-letter-shown id={} by={}", letter.id(), person.getName());
        byte[] body = letter.told().body();
        String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        model.addAttribute("section", SECTION);
        model.addAttribute("person", person.getName());
        model.addAttribute("line", Line.of(letter));
        model.addAttribute("waits", letter.waits());
        model.addAttribute("outcome", letter.outcome());
        model.addAttribute("triedBy", letter.triedBy());
        model.addAttribute("tried", letter.triedAt() == null ? null : UkTime.of(letter.triedAt()));
        model.addAttribute("key", letter.told().key());
        model.addAttribute("headers", new TreeMap<>(letter.told().headers()));
        model.addAttribute("body", text.substring(0, Math.min(text.length(), LONGEST_SHOWN)));
        model.addAttribute("cut", text.length() > LONGEST_SHOWN);
    }

    private static Set<CouncilId> own(Authentication person) {
        return Permissions.councils(person, Role.OPERATOR);
    }

    /** To those who may not see it, nothing is there. */
    private DeadLetter required(UUID id, Authentication person) {
        return letters.find(id, own(person)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** One as the list shows it: nothing of what it says. */
    public record Line(UUID id, String received, String cause, String topic, int partition, long offset) {

        static Line of(DeadLetter letter) {
            return new Line(
                    letter.id(),
                    UkTime.of(letter.receivedAt()),
                    letter.cause(),
                    letter.told().topic(),
                    letter.told().partition(),
                    letter.told().offset());
        }
    }
}
