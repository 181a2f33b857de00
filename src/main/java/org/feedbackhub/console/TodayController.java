package org.feedbackhub.console;

import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.feedbackhub.arrival.LedgerAudit;
import org.feedbackhub.arrival.LedgerUpkeep;
import org.feedbackhub.arrival.WaitingArrivals;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Mailbox;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.letter.ReadingProgress;
import org.feedbackhub.mailbox.MailboxWatch;
import org.feedbackhub.notification.NotificationOffice;
import org.feedbackhub.print.PrintedLetters;
import org.feedbackhub.publishing.Outbox;
import org.feedbackhub.scanning.PendingScans;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page Today: what came, whether the counts agree, what waits, and whether the mailboxes answer. */
@Controller
class TodayController {

    private static final Map<NotificationGroup, String> UNSENT = new EnumMap<>(Map.of(
            NotificationGroup.HELD, "Notifications that are held",
            NotificationGroup.FAILED, "Notifications that could not be sent",
            NotificationGroup.BOUNCED, "Notifications that came back"));

    private final TodayFigures figures;
    private final LedgerUpkeep ledger;
    private final Outbox outbox;
    private final PendingScans scans;
    private final ReadingProgress letters;
    private final PrintedLetters printed;
    private final MailboxWatch mailboxes;
    private final Councils councils;
    private final WaitingArrivals waitingArrivals;
    private final NotificationOffice notifications;
    private final InstantSource clock;

    TodayController(
            TodayFigures figures,
            LedgerUpkeep ledger,
            Outbox outbox,
            PendingScans scans,
            ReadingProgress letters,
            PrintedLetters printed,
            MailboxWatch mailboxes,
            Councils councils,
            WaitingArrivals waitingArrivals,
            NotificationOffice notifications,
            InstantSource clock) {
        this.figures = figures;
        this.ledger = ledger;
        this.outbox = outbox;
        this.scans = scans;
        this.letters = letters;
        this.printed = printed;
        this.mailboxes = mailboxes;
        this.councils = councils;
        this.waitingArrivals = waitingArrivals;
        this.notifications = notifications;
        this.clock = clock;
    }

    @GetMapping("/console")
    String today(Authentication person, Model model) {
        ZonedDateTime now = clock.instant().atZone(UkTime.ZONE);
        Set<CouncilId> own = Permissions.councils(person);
        LedgerAudit.Counts counts = ledger.counts();
        model.addAttribute("section", "today");
        model.addAttribute("person", person.getName());
        model.addAttribute("now", UkTime.of(now.toInstant()));
        model.addAttribute(
                "arrivals", figures.since(now.truncatedTo(ChronoUnit.DAYS).toInstant(), own));
        model.addAttribute("counts", counts);
        model.addAttribute(
                "outcomes",
                counts.outcomes().values().stream().mapToLong(Long::longValue).sum());
        model.addAttribute("waiting", outbox.waiting());
        model.addAttribute("scansWaiting", scans.waiting());
        model.addAttribute("letters", letters);
        model.addAttribute(
                "toHandOver", own.stream().mapToLong(printed::waiting).sum());
        model.addAttribute("forReview", figures.forReview());
        model.addAttribute("forPeople", QuarantineCounts.of(waitingArrivals, QuarantineItems.councils(person)));
        model.addAttribute("unsent", unsent(person));
        model.addAttribute("mailboxes", mailboxLines(own));
        return "console/today";
    }

    private List<Unsent> unsent(Authentication person) {
        Map<String, Long> counts = notifications.forAttention(VisibleNotifications.scope(person));
        return UNSENT.entrySet().stream()
                .map(one -> new Unsent(
                        one.getKey().id(), one.getValue(), one.getKey().in(counts)))
                .toList();
    }

    private List<MailboxLine> mailboxLines(Set<CouncilId> own) {
        return councils.all().stream()
                .filter(council -> own.contains(council.id()))
                .flatMap(council -> council.mailboxes().stream().map(mailbox -> line(council, mailbox)))
                .toList();
    }

    private MailboxLine line(CouncilProfile council, Mailbox mailbox) {
        String lastSuccess = mailboxes.readElsewhere(mailbox.id())
                ? "read by another instance"
                : mailboxes.lastSuccess(mailbox.id()).map(UkTime::of).orElse("never");
        return new MailboxLine(council.name(), mailbox.address().value(), lastSuccess, mailboxes.silent(mailbox.id()));
    }

    /** What did not reach its reader. @param name of the list that holds it @param what it is, in words */
    public record Unsent(String name, String what, long count) {}

    /** A mailbox and whether it answers. */
    public record MailboxLine(String council, String address, String lastSuccess, boolean silent) {}
}
