package org.feedbackhub.notification;

import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.TooLargeRecorded;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Mailbox;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.mailbox.MailboxAlerts;
import org.springframework.util.unit.DataSize;

/** On which occasions a notice is sent, and with which facts. */
final class Occasions implements TooLargeRecorded, MailboxAlerts, BounceShare.Alerts {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK);
    private static final int ID_DIGITS = 16;

    private final NoticeDesk desk;
    private final Councils councils;
    private final List<EmailAddress> operators;
    private final DataSize largestMail;
    private final InstantSource clock;

    Occasions(
            NoticeDesk desk,
            Councils councils,
            List<EmailAddress> operators,
            DataSize largestMail,
            InstantSource clock) {
        this.desk = desk;
        this.councils = councils;
        this.operators = operators;
        this.largestMail = largestMail;
        this.clock = clock;
    }

    @Override
    public void tooLarge(Finding.TooLarge finding) {
        if (finding.sender() == null) {
            return;
        }
        CouncilProfile council = councils.get(finding.arrived().council());
        desk.plan(new Notice(
                Notice.TOO_LARGE + "." + finding.arrived().raw().sha256().substring(0, ID_DIGITS),
                council.id(),
                Notice.TOO_LARGE,
                finding.sender(),
                finding.origin().messageId(),
                Map.of(
                        "receivedOn",
                        MailFacts.date(finding.arrived()
                                .receivedAt()
                                .atZone(council.timeZone())
                                .toLocalDate()),
                        "size",
                        Long.toString(
                                DataSize.ofBytes(finding.arrived().raw().size()).toMegabytes()),
                        "limit",
                        Long.toString(largestMail.toMegabytes()))));
    }

    @Override
    public void down(CouncilProfile council, Mailbox mailbox, Instant since, String cause) {
        tell(council, mailbox, Notice.MAILBOX_DOWN, since, Map.of("cause", cause));
    }

    @Override
    public void back(CouncilProfile council, Mailbox mailbox, Instant since) {
        tell(council, mailbox, Notice.MAILBOX_BACK, since, Map.of());
    }

    /** What people were told last stands in the ledger, so that all instances tell it once, also after a restart. */
    @Override
    public void bounces(CouncilId council, boolean tooHigh, BounceShare.Count count) {
        String template = tooHigh ? Notice.BOUNCES_HIGH : Notice.BOUNCES_NORMAL;
        String known = desk.latest(council, List.of(Notice.BOUNCES_HIGH, Notice.BOUNCES_NORMAL))
                .orElse(Notice.BOUNCES_NORMAL);
        if (known.equals(template)) {
            return;
        }
        Map<String, String> facts = Map.of(
                "sent",
                Long.toString(count.sent()),
                "bounced",
                Long.toString(count.bounced()),
                "percent",
                Long.toString(count.percent()));
        long minute = clock.instant().truncatedTo(ChronoUnit.MINUTES).getEpochSecond();
        desk.planForEach(template + "." + council + "." + minute, council, template, operators, facts);
    }

    private void tell(
            CouncilProfile council, Mailbox mailbox, String template, Instant since, Map<String, String> further) {
        Map<String, String> facts = new HashMap<>(further);
        facts.put("mailbox", mailbox.id());
        facts.put("address", mailbox.address().value());
        facts.put("since", MOMENT.format(since.atZone(council.timeZone())));
        String id = template + "." + mailbox.id() + "." + since.getEpochSecond();
        desk.planForEach(id, council.id(), template, operators, facts);
    }
}
