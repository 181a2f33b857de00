package org.feedbackhub.console;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.notification.Intervention;
import org.feedbackhub.notification.NotificationEntry;
import org.feedbackhub.notification.NotificationOffice;
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

/** What people do about something that is to be sent. */
@Controller
class NotificationActions {

    private static final int LONGEST_REASON = 500;

    private final VisibleNotifications visible;
    private final NotificationOffice office;
    private final NotificationController pages;

    NotificationActions(VisibleNotifications visible, NotificationOffice office, NotificationController pages) {
        this.visible = visible;
        this.office = office;
        this.pages = pages;
    }

    @PostMapping(NotificationController.ITEM + "/move")
    ModelAndView move(
            @PathVariable UUID id, WantedTime wanted, Authentication person, Model model, RedirectAttributes next) {
        NotificationEntry entry = changeable(id, person);
        Optional<Instant> dueAt = wanted.moment();
        if (dueAt.isEmpty()) {
            return timeRefused(entry, wanted, person, model, "Enter a day and a time, such as 27 3 2027 and 14:30");
        }
        Intervention came = office.move(id, dueAt.get(), person.getName());
        return switch (came) {
            case IN_THE_PAST -> timeRefused(entry, wanted, person, model, "The time must be in the future");
            case AFTER_PROMISE ->
                timeRefused(
                        entry,
                        wanted,
                        person,
                        model,
                        "The acknowledgement is promised by " + lastDay(entry) + " and cannot go out after that day");
            default -> told(id, next, came, "It was moved to " + UkTime.of(dueAt.get()) + ".");
        };
    }

    @PostMapping(NotificationController.ITEM + "/send-now")
    ModelAndView sendNow(@PathVariable UUID id, Authentication person, RedirectAttributes next) {
        changeable(id, person);
        return told(
                id,
                next,
                office.sendNow(id, person.getName()),
                "It is decided once more, and sent if nothing is against it. Look again in a moment.");
    }

    @PostMapping(NotificationController.ITEM + "/cancel")
    ModelAndView cancel(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            Authentication person,
            Model model,
            RedirectAttributes next) {
        NotificationEntry entry = changeable(id, person);
        String why = reason.replace("\0", "").strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            model.addAttribute(
                    "reasonError",
                    why.isEmpty()
                            ? "Enter why it is not to be sent"
                            : "The reason must be " + LONGEST_REASON + " characters or fewer");
            return refused(entry, WantedTime.of(entry.dueAt()), reason, person, model);
        }
        return told(id, next, office.cancel(id, person.getName(), why), "It will not be sent.");
    }

    private ModelAndView timeRefused(
            NotificationEntry entry, WantedTime wanted, Authentication person, Model model, String error) {
        model.addAttribute("timeError", error);
        return refused(entry, wanted, "", person, model);
    }

    private ModelAndView refused(
            NotificationEntry entry, WantedTime wanted, String reason, Authentication person, Model model) {
        pages.show(entry, person, model);
        model.addAttribute("wanted", wanted);
        model.addAttribute("reason", reason);
        return new ModelAndView("console/notification", model.asMap(), HttpStatus.BAD_REQUEST);
    }

    private static ModelAndView told(UUID id, RedirectAttributes next, Intervention came, String done) {
        switch (came) {
            case DONE -> next.addFlashAttribute("done", done);
            case IN_WORK ->
                next.addFlashAttribute(
                        "problem",
                        "It is being handled at this moment, so nothing was changed. Look again in a moment.");
            default -> next.addFlashAttribute("problem", "It does not wait any more, so nothing was changed.");
        }
        return new ModelAndView("redirect:" + NotificationController.LIST + "/" + id);
    }

    private static String lastDay(NotificationEntry entry) {
        return entry.lastDay() == null ? "an earlier day" : UkTime.of(entry.lastDay());
    }

    /** Only for those who may see it does it exist. */
    private NotificationEntry changeable(UUID id, Authentication person) {
        NotificationEntry entry =
                visible.find(id, person).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!VisibleNotifications.mayChange(entry, person)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return entry;
    }
}
