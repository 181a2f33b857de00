package org.feedbackhub.email;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.feedbackhub.arrival.ReceivedFile;
import org.feedbackhub.email.ForwardedMessages.Forwarded;
import org.feedbackhub.email.SenderNames.Named;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.EmailAddress;

/** Reads what the council's own people pass on: a note of a call, or a resident's mail, attached or in the text. */
final class StaffMail {

    private static final String MESSAGE = "message/rfc822";

    /** A forward of a forward of a forward; further in nobody is looked for. */
    private static final int DEEPEST = 5;

    private final MailParser parser;
    private final PhoneNotes phoneNotes;
    private final ForwardedMessages forwardedMessages;
    private final WrittenText writtenText;

    StaffMail(MailParser parser, PhoneNotes phoneNotes, ForwardedMessages forwardedMessages, WrittenText writtenText) {
        this.parser = parser;
        this.phoneNotes = phoneNotes;
        this.forwardedMessages = forwardedMessages;
        this.writtenText = writtenText;
    }

    /**
     * What the mail passes on.
     *
     * @param council whether an address is the council's, so that it is no resident's
     */
    Optional<Said> read(ParsedMail mail, Predicate<EmailAddress> council) {
        String officer = mail.from().orElseThrow().address().value();
        return new Reading(officer, council).of(mail);
    }

    /** One mail of one officer. */
    private final class Reading {
        private final String officer;
        private final Predicate<EmailAddress> council;

        Reading(String officer, Predicate<EmailAddress> council) {
            this.officer = officer;
            this.council = council;
        }

        Optional<Said> of(ParsedMail mail) {
            Optional<Forwarded> inline = forwardedMessages.find(mail.subject(), mail.text());
            String own = inline.map(Forwarded::note).orElse(mail.text());
            return note(mail, own).or(() -> attached(mail, 0)).or(() -> inline.flatMap(message -> resident(message, 0))
                    .map(message -> inline(mail, message)));
        }

        private Optional<Said> note(ParsedMail mail, String own) {
            return phoneNotes.find(writtenText.of(own)).map(note -> {
                String text = note.service() == null ? note.feedback() : note.service() + "\n\n" + note.feedback();
                return new Said(note.channel(), note.contact(), officer, mail.subject(), text, mail.text(), List.of());
            });
        }

        private Said inline(ParsedMail mail, Forwarded message) {
            EmailAddress address = message.replyTo()
                    .flatMap(Named::address)
                    .or(message.sender()::address)
                    .orElse(null);
            Contact contact = new Contact(message.sender().name(), address, null, null, null, null);
            String subject = message.subject() == null ? mail.subject() : message.subject();
            String text = writtenText.of(message.body());
            return new Said(
                    Channel.EMAIL,
                    contact,
                    officer,
                    forwardedMessages.withoutForward(subject),
                    text,
                    mail.text(),
                    List.of());
        }

        /** The message of somebody who is not of the council, from the outermost inwards. */
        private Optional<Forwarded> resident(Forwarded message, int depth) {
            Optional<Forwarded> inner = depth < DEEPEST ? forwardedMessages.findInside(message) : Optional.empty();
            Optional<Forwarded> resident = inner.flatMap(one -> resident(one, depth + 1));
            if (ofCouncil(message.sender())) {
                return resident;
            }
            return inner.isPresent() && onlyPassesOn(message, inner.get())
                    ? resident.or(() -> Optional.of(message))
                    : Optional.of(message);
        }

        private boolean ofCouncil(Named sender) {
            return sender.address().map(council::test).orElse(sender.name() == null);
        }

        /** Without words of its own, or from a colleague whom the mail program shows by name only. */
        private boolean onlyPassesOn(Forwarded message, Forwarded inner) {
            return inner.note().isBlank() && inner.subject() != null
                    || message.sender().address().isEmpty()
                            && inner.sender().address().isPresent();
        }

        private Optional<Said> attached(ParsedMail mail, int depth) {
            List<Said> found = mail.attachments().stream()
                    .filter(file -> MESSAGE.equals(file.declaredType()))
                    .flatMap(file -> attached(file, depth).stream())
                    .map(said -> said.in(mail.text()))
                    .toList();
            return found.stream()
                    .findFirst()
                    .map(first -> found.size() == 1
                            ? first
                            : first.doubted("it passes on more than one message, of which this is the first"));
        }

        private Optional<Said> attached(ReceivedFile file, int depth) {
            if (!(parser.parse(file.content()) instanceof MailParse.Read read)) {
                return Optional.empty();
            }
            ParsedMail message = read.mail();
            return message.from().filter(from -> !council.test(from.address())).isPresent()
                    ? Optional.of(own(message))
                    : inside(message, depth);
        }

        /** What a colleague passed on who is not the one that it comes from. */
        private Optional<Said> inside(ParsedMail message, int depth) {
            Optional<Said> deeper = depth < DEEPEST ? attached(message, depth + 1) : Optional.empty();
            return deeper.or(() -> forwardedMessages
                    .find(message.subject(), message.text())
                    .flatMap(inner -> resident(inner, depth + 1))
                    .map(inner -> inline(message, inner)));
        }

        private Said own(ParsedMail message) {
            ParsedMail.Sender sender = message.from().orElseThrow();
            EmailAddress answers =
                    message.replyTo().map(ParsedMail.Sender::address).orElse(sender.address());
            return new Said(
                    Channel.EMAIL,
                    Contact.byEmail(sender.name(), answers),
                    officer,
                    message.subject(),
                    writtenText.of(message.text()),
                    message.text(),
                    List.of());
        }
    }
}
