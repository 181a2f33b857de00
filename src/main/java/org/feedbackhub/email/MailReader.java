package org.feedbackhub.email;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.DeliveryReport;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.feedback.TransientFault;
import org.jspecify.annotations.Nullable;

/** Reads a mail that came: who wrote it, what they wrote, or why it is no feedback. */
public final class MailReader {

    private final MailParser parser;
    private final MailLimits limits;
    private final AutomaticMail automaticMail;
    private final PhoneNotes phoneNotes;
    private final Attachments attachments;
    private final RawStore rawStore;
    private final Councils councils;

    MailReader(
            MailLimits limits,
            AutomaticMail automaticMail,
            PhoneNotes phoneNotes,
            RawStore rawStore,
            Councils councils) {
        this.parser = new MailParser(limits);
        this.limits = limits;
        this.automaticMail = automaticMail;
        this.phoneNotes = phoneNotes;
        this.attachments = new Attachments(rawStore);
        this.rawStore = rawStore;
        this.councils = councils;
    }

    /** @throws TransientFault if the raw store cannot be read or written just now */
    public Finding read(Arrived arrived) {
        if (arrived.raw().size() > limits.size().toBytes()) {
            return new Finding.Unreadable(
                    arrived, "larger than " + limits.size().toMegabytes() + " MB");
        }
        try (InputStream raw = rawStore.open(arrived.raw().sha256())) {
            return read(arrived, raw.readAllBytes(), false);
        } catch (IOException e) {
            throw new TransientFault("the raw store could not be read", e);
        }
    }

    /**
     * The same from bytes at hand.
     *
     * @param trusted whether to take the sender as proven, whatever the mail's headers say
     */
    public Finding read(Arrived arrived, byte[] bytes, boolean trusted) {
        MailParse parse = parser.parse(bytes);
        if (parse instanceof MailParse.Refused refused) {
            return new Finding.Unreadable(arrived, refused.reason());
        }
        ParsedMail mail = ((MailParse.Read) parse).mail();
        Optional<AutomaticMail.Recognised> automatic = automaticMail.recognise(mail);
        if (automatic.isPresent()) {
            DeliveryReport report = automatic.get().bounce() ? BouncedMail.report(mail) : null;
            return new Finding.Automatic(arrived, automatic.get().reason(), report);
        }
        CouncilProfile council = councils.get(arrived.council());
        if (mail.from()
                .map(ParsedMail.Sender::address)
                .filter(councils::ownAddress)
                .isPresent()) {
            return new Finding.Automatic(
                    arrived, "own-address: it came from an address that the hub itself writes from", null);
        }
        return new Finding.Written(arrived, submission(council, mail, trusted));
    }

    /** When the mail says that the council got it, for a mail that is not in a mailbox. */
    public Instant receivedAt(byte[] bytes, Instant now) {
        return parser.parse(bytes) instanceof MailParse.Read read
                ? ReceiptTime.of(read.mail().firstHeader("received").orElse(null), null, now)
                : now;
    }

    private Submission submission(CouncilProfile council, ParsedMail mail, boolean trusted) {
        boolean staff = mail.from()
                .filter(from -> council.staff().includes(from.address()))
                .isPresent();
        if (staff && (trusted || SenderVerdict.proven(mail, council))) {
            Optional<PhoneNotes.Note> note = phoneNotes.find(mail.text());
            if (note.isPresent()) {
                return passedOn(council, mail, note.get());
            }
        }
        List<String> doubts = new ArrayList<>();
        if (staff) {
            doubts.add("it came from a council address and does not say for whom");
        }
        return written(council, mail, Channel.EMAIL, contact(mail), null, WrittenText.of(mail.text()), doubts);
    }

    private Submission passedOn(CouncilProfile council, ParsedMail mail, PhoneNotes.Note note) {
        String officer = mail.from().orElseThrow().address().value();
        String text = note.service() == null ? note.feedback() : note.service() + "\n\n" + note.feedback();
        return written(council, mail, note.channel(), note.contact(), officer, text, List.of());
    }

    private Submission written(
            CouncilProfile council,
            ParsedMail mail,
            Channel channel,
            Contact contact,
            @Nullable String takenBy,
            String text,
            List<String> channelDoubts) {
        List<Attachment> kept = attachments.keep(mail.attachments());
        List<String> doubts = new ArrayList<>(channelDoubts);
        doubts.addAll(mail.doubts());
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (text.isBlank()) {
            doubts.add("it has no text of its own");
        }
        if (Language.isOther(text)) {
            flags.add(Flag.OTHER_LANGUAGE);
            doubts.add("it is not written in English");
        }
        List<Reference> quoted = quoted(council, mail);
        if (!quoted.isEmpty()) {
            doubts.add("it names earlier feedback: " + quoted);
        }
        return new Submission(
                council.id(),
                channel,
                contact,
                takenBy,
                mail.subject(),
                text,
                mail.text(),
                Language.of(text),
                kept,
                quoted,
                doubts,
                flags,
                mail.firstHeader("message-id").orElse(null));
    }

    /** References in subject and text, and in the Message-IDs of our own mails that it answers. */
    private static List<Reference> quoted(CouncilProfile council, ParsedMail mail) {
        Set<Reference> quoted = new LinkedHashSet<>();
        List<String> places = new ArrayList<>(List.of(mail.subject(), mail.text()));
        places.addAll(mail.header("in-reply-to"));
        places.addAll(mail.header("references"));
        places.forEach(place -> quoted.addAll(Reference.findAll(place, council.referencePrefix())));
        return List.copyOf(quoted);
    }

    /** Who wrote, and where they ask answers to go. */
    private static Contact contact(ParsedMail mail) {
        return mail.from()
                .map(from -> Contact.byEmail(
                        from.name(),
                        mail.replyTo().map(ParsedMail.Sender::address).orElse(from.address())))
                .orElse(Contact.ANONYMOUS);
    }
}
