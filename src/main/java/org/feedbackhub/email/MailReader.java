package org.feedbackhub.email;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Attachments;
import org.feedbackhub.arrival.DeliveryReport;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Origin;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.language.Language;

/** Reads a mail that came: who wrote it, what they wrote, or why it is no feedback. */
public final class MailReader {

    /** Where the body of a message that is too large is taken to begin at the latest. */
    private static final int HEADERS_AT_MOST = 256 * 1024;

    private final MailParser parser;
    private final MailLimits limits;
    private final AutomaticMail automaticMail;
    private final SpamMarks spamMarks;
    private final WrittenText writtenText;
    private final StaffMail staffMail;
    private final Attachments attachments;
    private final RawStore rawStore;
    private final Councils councils;

    MailReader(
            MailLimits limits, AutomaticMail automaticMail, PersonsWords words, RawStore rawStore, Councils councils) {
        this.parser = new MailParser(limits);
        this.limits = limits;
        this.automaticMail = automaticMail;
        this.spamMarks = new SpamMarks(councils);
        this.writtenText = words.writtenText();
        this.staffMail = words.staffMail(parser);
        this.attachments = new Attachments(rawStore);
        this.rawStore = rawStore;
        this.councils = councils;
    }

    /** @throws TransientFault if the raw store cannot be read or written just now */
    public Finding read(Arrived arrived) {
        if (arrived.raw().size() > limits.size().toBytes()) {
            return tooLarge(arrived);
        }
        try (InputStream raw = rawStore.open(arrived.raw())) {
            return read(arrived, raw.readAllBytes(), false, false);
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
        return read(arrived, bytes, trusted, false);
    }

    /** The same for what a person has released: the mail gateway's mark counts no more. */
    public Finding readReleased(Arrived arrived) {
        if (arrived.raw().size() > limits.size().toBytes()) {
            return tooLarge(arrived);
        }
        try (InputStream raw = rawStore.open(arrived.raw())) {
            return read(arrived, raw.readAllBytes(), false, true);
        } catch (IOException e) {
            throw new TransientFault("the raw store could not be read", e);
        }
    }

    private Finding read(Arrived arrived, byte[] bytes, boolean trusted, boolean released) {
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
        Optional<String> spam = spamMarks.reason(council, mail);
        if (spam.isPresent() && !released) {
            return new Finding.Spam(arrived, spam.get());
        }
        Origin origin = new Origin(mail.firstHeader("message-id").orElse(null), Fingerprint.of(arrived, mail));
        return new Finding.Written(arrived, submission(council, mail, trusted).from(origin));
    }

    /** Its sender is told, unless the first of its headers show that it is a machine. */
    private Finding tooLarge(Arrived arrived) {
        String reason = "larger than " + limits.size().toMegabytes() + " MB";
        try (InputStream raw = rawStore.open(arrived.raw())) {
            MailParse parse = parser.parse(headersOf(raw));
            Optional<ParsedMail> mail =
                    parse instanceof MailParse.Read read ? Optional.of(read.mail()) : Optional.empty();
            EmailAddress sender = mail.filter(
                            one -> automaticMail.recognise(one).isEmpty())
                    .filter(one -> spamMarks
                            .reason(councils.get(arrived.council()), one)
                            .isEmpty())
                    .flatMap(ParsedMail::from)
                    .map(ParsedMail.Sender::address)
                    .orElse(null);
            String messageId =
                    mail.flatMap(one -> one.firstHeader("message-id")).orElse(null);
            return new Finding.TooLarge(arrived, reason, sender, new Origin(messageId, null));
        } catch (IOException e) {
            throw new TransientFault("the raw store could not be read", e);
        }
    }

    /** What stands before the first empty line, with that line. */
    private static byte[] headersOf(InputStream raw) throws IOException {
        byte[] start = raw.readNBytes(HEADERS_AT_MOST);
        for (int i = 0; i + 1 < start.length; i++) {
            boolean empty = start[i] == '\n' && (start[i + 1] == '\n' || start[i + 1] == '\r');
            if (empty) {
                return Arrays.copyOf(start, i + 2);
            }
        }
        return start;
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
            Optional<Said> passedOn = staffMail.read(mail, address -> isCouncils(council, address));
            if (passedOn.isPresent()) {
                return submission(council, mail, passedOn.get());
            }
        }
        List<String> doubts = staff ? List.of("it came from a council address and does not say for whom") : List.of();
        return submission(
                council,
                mail,
                new Said(
                        Channel.EMAIL,
                        contact(mail),
                        null,
                        mail.subject(),
                        writtenText.of(mail.text()),
                        mail.text(),
                        doubts));
    }

    private boolean isCouncils(CouncilProfile council, EmailAddress address) {
        return council.staff().includes(address) || councils.ownAddress(address);
    }

    private Submission submission(CouncilProfile council, ParsedMail mail, Said said) {
        List<Attachment> kept = attachments.keep(mail.attachments());
        List<String> doubts = new ArrayList<>(said.doubts());
        doubts.addAll(mail.doubts());
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (said.text().isBlank()) {
            doubts.add("it has no text of its own");
        }
        String language = Language.of(said.text());
        if (Language.isOther(language)) {
            flags.add(Flag.OTHER_LANGUAGE);
            doubts.add("it is not written in English");
        }
        List<Reference> quoted = quoted(council, mail, said);
        if (!quoted.isEmpty()) {
            doubts.add("it names earlier feedback: " + quoted);
        }
        return new Submission(
                council.id(),
                said.channel(),
                said.contact(),
                said.takenBy(),
                said.subject(),
                said.text(),
                said.fullText(),
                language,
                kept,
                quoted,
                doubts,
                flags,
                Origin.UNKNOWN,
                Map.of());
    }

    /** References in subject, text and names of files, and in the Message-IDs of our own mails that it answers. */
    private static List<Reference> quoted(CouncilProfile council, ParsedMail mail, Said said) {
        Set<Reference> quoted = new LinkedHashSet<>();
        List<String> places = new ArrayList<>(List.of(mail.subject(), said.subject(), said.fullText()));
        places.addAll(mail.header("in-reply-to"));
        places.addAll(mail.header("references"));
        mail.attachments().forEach(file -> places.add(file.name() == null ? "" : file.name()));
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
