package org.feedbackhub.console;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.WaitingArrival;
import org.feedbackhub.arrival.WaitingArrivals;
import org.feedbackhub.classification.Classifier;
import org.feedbackhub.email.MailPreview;
import org.feedbackhub.email.MailPreviews;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Scan;
import org.feedbackhub.feedback.Submission;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * What waits for people, as the person may see it. That something waits is shown to operators and to those who look after
 * safeguarding. What it says has been classified by nobody, so the rules are asked as it is opened: what may tell of harm is
 * opened and discarded by those who look after safeguarding alone (P11).
 */
@Component
class QuarantineItems {

    private static final Role[] VIEWERS = {Role.OPERATOR, Role.SAFEGUARDING};

    private final WaitingArrivals arrivals;
    private final MailPreviews previews;
    private final Classifier classifier;

    QuarantineItems(WaitingArrivals arrivals, MailPreviews previews, Classifier classifier) {
        this.arrivals = arrivals;
        this.previews = previews;
        this.classifier = classifier;
    }

    /** Whether the person may read it. */
    record Item(WaitingArrival arrival, MailPreview preview, boolean open) {}

    /** The councils of which the person may see what waits. */
    static Set<CouncilId> councils(Authentication person) {
        return Permissions.councils(person, VIEWERS);
    }

    /** What once waited, whether it does still; nothing for those who may not see it, as for what is not there. */
    Optional<Item> find(UUID id, Authentication person) {
        return arrivals.find(id)
                .filter(arrival -> arrival.waits() || arrival.settledAt() != null)
                .filter(arrival -> Permissions.has(person, arrival.arrived().council(), VIEWERS))
                .map(arrival -> item(arrival, person));
    }

    private Item item(WaitingArrival arrival, Authentication person) {
        MailPreview preview = previews.of(arrival.arrived());
        CouncilId council = arrival.arrived().council();
        Submission words = Submission.ofText(
                        council, arrival.arrived().channel(), preview.subject() + "\n" + preview.text())
                .with(files(arrival.arrived()));
        return new Item(
                arrival,
                preview,
                Permissions.has(person, council, mayTellOfHarm(words) ? new Role[] {Role.SAFEGUARDING} : VIEWERS));
    }

    /** Of a mail, the mail itself as a file: so what is attached to it is looked through, too. */
    private static List<Attachment> files(Arrived arrived) {
        RawItem raw = arrived.raw();
        return arrived.channel() == Channel.EMAIL
                ? List.of(
                        new Attachment(1, "message.eml", "message/rfc822", raw.size(), raw.sha256(), Scan.NOT_SCANNED))
                : List.of();
    }

    /** What the rules fail on may be why it waits; nobody knows then. */
    private boolean mayTellOfHarm(Submission words) {
        try {
            return classifier.classify(words).flags().contains(Flag.SAFEGUARDING);
        } catch (RuntimeException e) {
            return true;
        }
    }
}
