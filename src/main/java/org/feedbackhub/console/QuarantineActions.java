package org.feedbackhub.console;

import java.util.UUID;
import java.util.function.BiFunction;
import org.feedbackhub.arrival.Outcome;
import org.feedbackhub.arrival.Recorded;
import org.feedbackhub.arrival.SecondLook;
import org.feedbackhub.feedback.TransientFault;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people do about something that waits. */
@Controller
class QuarantineActions {

    private static final int LONGEST_REASON = 500;
    private static final String LIST = "redirect:/console/quarantine";

    private final QuarantineItems items;
    private final Reexamination reexamination;
    private final SecondLook secondLook;

    QuarantineActions(QuarantineItems items, Reexamination reexamination, SecondLook secondLook) {
        this.items = items;
        this.reexamination = reexamination;
        this.secondLook = secondLook;
    }

    @PostMapping(QuarantineController.ITEM + "/run-again")
    String runAgain(@PathVariable UUID id, Authentication person, RedirectAttributes next) {
        return lookedAtAgain(id, person, next, reexamination::runAgain);
    }

    @PostMapping(QuarantineController.ITEM + "/release")
    String release(@PathVariable UUID id, Authentication person, RedirectAttributes next) {
        return lookedAtAgain(id, person, next, reexamination::release);
    }

    /** Only who may read something may throw it away. */
    @PostMapping(QuarantineController.ITEM + "/discard")
    ModelAndView discard(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            Authentication person,
            Model model,
            RedirectAttributes next) {
        QuarantineItems.Item item = required(id, person);
        if (!item.open()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            QuarantineController.show(item, person, model);
            model.addAttribute("reason", reason);
            model.addAttribute(
                    "reasonError",
                    why.isEmpty()
                            ? "Enter why you discard the message"
                            : "The reason must be " + LONGEST_REASON + " characters or fewer");
            return new ModelAndView("console/quarantine-item", model.asMap(), HttpStatus.BAD_REQUEST);
        }
        tell(next, secondLook.discard(id, why, person.getName()), "The message was discarded. It is still kept.");
        return new ModelAndView(LIST);
    }

    @PostMapping(QuarantineController.ITEM + "/seen")
    String seen(@PathVariable UUID id, Authentication person, RedirectAttributes next) {
        required(id, person);
        tell(next, secondLook.seen(id, person.getName()), "The message was marked as seen.");
        return LIST + "?group=ATTENTION";
    }

    private String lookedAtAgain(
            UUID id,
            Authentication person,
            RedirectAttributes next,
            BiFunction<QuarantineItems.Item, String, Recorded> look) {
        QuarantineItems.Item item = required(id, person);
        try {
            Recorded recorded = look.apply(item, person.getName());
            tell(next, !recorded.again(), became(recorded));
            return stillWaits(recorded) ? "redirect:/console/quarantine/" + id : LIST;
        } catch (TransientFault e) {
            next.addFlashAttribute("problem", "It could not be done, and nothing has changed: " + e.getMessage() + ".");
            return "redirect:/console/quarantine/" + id;
        }
    }

    private static boolean stillWaits(Recorded recorded) {
        return !recorded.again() && (recorded.quarantined() || recorded.outcome() == Outcome.SPAM);
    }

    private static String became(Recorded recorded) {
        return switch (recorded.outcome()) {
            case RECORDED -> "The message was recorded as feedback " + recorded.reference() + ".";
            case FOLLOW_UP -> "The message was added to feedback " + recorded.reference() + ".";
            case DUPLICATE -> "The message is a copy of one that came before: feedback " + recorded.reference() + ".";
            case AUTOMATIC -> "The message was written by a machine, so it did not become feedback.";
            case SPAM -> "The message is still marked as spam.";
            case QUARANTINED -> "The message still cannot be handled.";
        };
    }

    private static void tell(RedirectAttributes next, boolean done, String what) {
        next.addFlashAttribute("done", done ? what : "Somebody has dealt with this message already.");
    }

    private QuarantineItems.Item required(UUID id, Authentication person) {
        return items.find(id, person).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
