package org.feedbackhub.console;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.notification.NotificationEntry;
import org.feedbackhub.notification.NotificationOffice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What is, was or will not be sent: the lists, and the page of each with the mail as it would go out now. */
@Controller
class NotificationController {

    static final String LIST = "/console/notifications";
    static final String ITEM = LIST + "/{id}";

    private static final Logger LOG = LoggerFactory.getLogger(NotificationController.class);

    private final NotificationOffice office;
    private final VisibleNotifications visible;

    NotificationController(NotificationOffice office, VisibleNotifications visible) {
        this.office = office;
        this.visible = visible;
    }

    @GetMapping(LIST)
    String list(
            @RequestParam(defaultValue = "planned") String state,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String council,
            @RequestParam(defaultValue = "1") int page,
            Authentication person,
            Model model) {
        NotificationGroup group = NotificationGroup.of(state);
        String wanted = office.types().contains(type) ? type : "";
        NotificationOffice.Scope scope = VisibleNotifications.scope(person, council);
        int asked = Math.max(page, 1);
        Map<String, Long> counts = office.counts(wanted, scope);
        List<NotificationEntry> found = office.page(group.state(), wanted, scope, asked - 1, Paging.SIZE);
        model.addAttribute("section", "notifications");
        model.addAttribute("person", person.getName());
        model.addAttribute("group", group);
        model.addAttribute("latelyOnly", office.listedLatelyOnly(group.state()));
        model.addAttribute("shownForDays", NotificationOffice.SETTLED_SHOWN_FOR.toDays());
        model.addAttribute(
                "groups",
                Arrays.stream(NotificationGroup.values())
                        .map(one -> new Tab(one.id(), one.title(), one.in(counts), one == group))
                        .toList());
        model.addAttribute("types", office.types());
        model.addAttribute("type", wanted);
        model.addAttribute(
                "councils",
                VisibleNotifications.councils(person).stream()
                        .map(CouncilId::value)
                        .sorted()
                        .toList());
        model.addAttribute("council", council);
        model.addAttribute("lines", found.stream().map(NotificationLine::of).toList());
        model.addAttribute("paging", Paging.of(asked, group.in(counts)));
        return "console/notifications";
    }

    @GetMapping(ITEM)
    String item(@PathVariable UUID id, Authentication person, Model model) {
        NotificationEntry entry = required(id, person);
        LOG.info("event=notification-shown notification={} by={}", id, person.getName());
        show(entry, person, model);
        model.addAttribute("wanted", WantedTime.of(entry.dueAt()));
        return "console/notification";
    }

    /** The mail's HTML, as it would go out now, for the frame on its page. */
    @GetMapping(ITEM + "/html")
    ResponseEntity<String> html(@PathVariable UUID id, Authentication person) {
        return office.preview(required(id, person))
                .map(preview -> HtmlPreview.framed(preview.mail().html()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /** The letter as it is printed, or would be now. */
    @GetMapping(ITEM + "/letter")
    ResponseEntity<byte[]> letter(@PathVariable UUID id, Authentication person) {
        return office.pdf(required(id, person))
                .map(pdf -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .body(pdf))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private NotificationEntry required(UUID id, Authentication person) {
        return visible.find(id, person).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Puts into the model what the page of one shows. */
    void show(NotificationEntry entry, Authentication person, Model model) {
        model.addAttribute("section", "notifications");
        model.addAttribute("person", person.getName());
        model.addAttribute("line", NotificationLine.of(entry));
        model.addAttribute("waits", entry.waits());
        model.addAttribute("lastDay", entry.lastDay() == null ? "" : UkTime.of(entry.lastDay()));
        model.addAttribute("mayChange", VisibleNotifications.mayChange(entry, person));
        model.addAttribute("preview", office.preview(entry).orElse(null));
        model.addAttribute("letter", office.letter(entry).map(LetterLine::of).orElse(null));
    }

    /** A list and how many are in it. */
    public record Tab(String id, String title, long count, boolean chosen) {}
}
