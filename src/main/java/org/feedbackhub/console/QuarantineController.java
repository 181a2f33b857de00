package org.feedbackhub.console;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.arrival.WaitingArrival;
import org.feedbackhub.arrival.WaitingArrivals;
import org.feedbackhub.feedback.CouncilId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What waits for people: the lists, the page of each, and what it is made of. Each opening leaves a line in the log. */
@Controller
class QuarantineController {

    static final String ITEM = "/console/quarantine/{id}";

    private static final Logger LOG = LoggerFactory.getLogger(QuarantineController.class);

    private final WaitingArrivals arrivals;
    private final QuarantineItems items;
    private final RawStore rawStore;

    QuarantineController(WaitingArrivals arrivals, QuarantineItems items, RawStore rawStore) {
        this.arrivals = arrivals;
        this.items = items;
        this.rawStore = rawStore;
    }

    @GetMapping("/console/quarantine")
    String list(
            @RequestParam(defaultValue = "QUARANTINED") WaitingArrival.Group group,
            @RequestParam(defaultValue = "1") int page,
            Authentication person,
            Model model) {
        Set<CouncilId> councils = QuarantineItems.councils(person);
        int asked = Math.max(page, 1);
        List<WaitingArrival> found = arrivals.page(group, councils, asked - 1, Paging.SIZE);
        model.addAttribute("section", "quarantine");
        model.addAttribute("person", person.getName());
        model.addAttribute("permitted", !councils.isEmpty());
        model.addAttribute("group", group);
        model.addAttribute("counts", QuarantineCounts.of(arrivals, councils));
        model.addAttribute("lines", found.stream().map(Line::of).toList());
        model.addAttribute("paging", Paging.of(asked, arrivals.count(group, councils)));
        return "console/quarantine";
    }

    @GetMapping(ITEM)
    String item(@PathVariable UUID id, Authentication person, Model model) {
        show(required(id, person), person, model);
        return "console/quarantine-item";
    }

    /** The message's HTML, made harmless, for the frame on its page. */
    @GetMapping(ITEM + "/html")
    ResponseEntity<String> html(@PathVariable UUID id, Authentication person) {
        Optional<String> html = Optional.of(required(id, person))
                .filter(QuarantineItems.Item::open)
                .flatMap(item -> item.preview().htmlSource());
        return html.isEmpty() ? ResponseEntity.notFound().build() : HtmlPreview.framed(HtmlPreview.page(html.get()));
    }

    /** The bytes as they came. Nobody has scanned them, and the page that leads here says so. */
    @GetMapping(ITEM + "/original")
    ResponseEntity<InputStreamResource> original(@PathVariable UUID id, Authentication person) throws IOException {
        QuarantineItems.Item item = required(id, person);
        if (!item.open()) {
            return ResponseEntity.notFound().build();
        }
        LOG.info("event=quarantined-downloaded arrival={} by={}", id, person.getName());
        return Download.of(rawStore.open(item.arrival().arrived().raw().sha256()), id + ".eml");
    }

    private QuarantineItems.Item required(UUID id, Authentication person) {
        return items.find(id, person).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    static void show(QuarantineItems.Item item, Authentication person, Model model) {
        LOG.info(
                "event=quarantined-shown arrival={} by={} open={}",
                item.arrival().id(),
                person.getName(),
                item.open());
        model.addAttribute("section", "quarantine");
        model.addAttribute("person", person.getName());
        model.addAttribute("line", Line.of(item.arrival()));
        model.addAttribute("waits", item.arrival().waits());
        model.addAttribute("attention", item.arrival().group() == WaitingArrival.Group.ATTENTION);
        model.addAttribute("open", item.open());
        if (item.open()) {
            model.addAttribute("preview", item.preview());
            model.addAttribute("html", item.preview().htmlSource().isPresent());
        }
    }

    /** Something that waits, as the list shows it: nothing of what it says. */
    public record Line(
            UUID id, String council, String channel, String received, String cause, String size, String outcome) {

        private static final long KILO = 1024;

        static Line of(WaitingArrival one) {
            long bytes = one.arrived().raw().size();
            return new Line(
                    one.id(),
                    one.arrived().council().value(),
                    one.arrived().channel().id(),
                    UkTime.of(one.arrived().receivedAt()),
                    one.cause(),
                    bytes < KILO ? bytes + " bytes" : String.format(Locale.UK, "%,d kB", bytes / KILO),
                    one.outcome().id());
        }
    }
}
