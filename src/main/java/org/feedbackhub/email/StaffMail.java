package org.feedbackhub.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.feedbackhub.email.ForwardedMessages.Forwarded;
import org.feedbackhub.email.SenderNames.Named;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;

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
     * What an officer passed on for a resident.
     *
     * @param channel by which the resident turned to the council
     * @param contact the resident
     * @param subject of the resident's mail, or the officer's without what the forwarding added
     * @param text what the resident wrote, or the officer noted
     * @param fullText all that came, with the officer's words
     * @param doubts why a person should look at it
     */
    record PassedOn(
            Channel channel, Contact contact, String subject, String text, String fullText, List<String> doubts) {}

    /**
     * What the mail passes on.
     *
     * @param council whether an address is the council's, so that it is no resident's
     */
    Optional<PassedOn> read(ParsedMail mail, Predicate<EmailAddress> council) {
        Optional<Forwarded> inline = forwardedMessages.find(mail.subject(), mail.text());
        String own = inline.map(Forwarded::note).orElse(mail.text());
        return note(mail, own).or(() -> attached(mail, council, 0)).or(() -> inline.flatMap(
                        message -> resident(message, council, 0))
                .map(message -> inline(mail, message)));
    }

    private Optional<PassedOn> note(ParsedMail mail, String own) {
        return phoneNotes.find(writtenText.of(own)).map(note -> {
            String text = note.service() == null ? note.feedback() : note.service() + "\n\n" + note.feedback();
            return new PassedOn(note.channel(), note.contact(), mail.subject(), text, mail.text(), List.of());
        });
    }

    private PassedOn inline(ParsedMail mail, Forwarded message) {
        EmailAddress address = message.replyTo()
                .flatMap(Named::address)
                .or(message.sender()::address)
                .orElse(null);
        Contact contact = new Contact(message.sender().name(), address, null, null, null, null);
        String subject = message.subject() == null ? mail.subject() : message.subject();
        return new PassedOn(
                Channel.EMAIL,
                contact,
                forwardedMessages.plain(subject),
                writtenText.of(message.body()),
                mail.text(),
                List.of());
    }

    /** The message of somebody who is not of the council, from the outermost inwards. */
    private Optional<Forwarded> resident(Forwarded message, Predicate<EmailAddress> council, int depth) {
        boolean ofCouncil = message.sender().address().filter(council).isPresent();
        boolean nobody =
                message.sender().name() == null && message.sender().address().isEmpty();
        Optional<Forwarded> inner = depth < DEEPEST ? forwardedMessages.findInside(message) : Optional.empty();
        Optional<Forwarded> resident = inner.flatMap(one -> resident(one, council, depth + 1));
        if (ofCouncil || nobody) {
            return resident;
        }
        boolean onlyPassedOn = inner.filter(one -> one.note().isBlank()).isPresent()
                || message.sender().address().isEmpty()
                        && resident.flatMap(one -> one.sender().address()).isPresent();
        return onlyPassedOn ? resident.or(() -> Optional.of(message)) : Optional.of(message);
    }

    private Optional<PassedOn> attached(ParsedMail mail, Predicate<EmailAddress> council, int depth) {
        List<PassedOn> found = new ArrayList<>();
        for (ParsedMail.File file : mail.attachments()) {
            if (MESSAGE.equals(file.declaredType()) && parser.parse(file.content()) instanceof MailParse.Read read) {
                attached(mail, read.mail(), council, depth).ifPresent(found::add);
            }
        }
        return found.stream().findFirst().map(first -> found.size() == 1 ? first : oneOfSeveral(first));
    }

    private Optional<PassedOn> attached(
            ParsedMail mail, ParsedMail message, Predicate<EmailAddress> council, int depth) {
        Optional<ParsedMail.Sender> sender = message.from();
        if (sender.isEmpty() || council.test(sender.get().address())) {
            Optional<PassedOn> deeper = depth < DEEPEST ? attached(message, council, depth + 1) : Optional.empty();
            return deeper.or(() -> forwardedMessages
                            .find(message.subject(), message.text())
                            .flatMap(inner -> resident(inner, council, depth + 1))
                            .map(inner -> inline(message, inner)))
                    .map(found -> withText(found, both(mail.text(), found.fullText())));
        }
        return Optional.of(new PassedOn(
                Channel.EMAIL,
                contact(sender.get(), message.replyTo()),
                message.subject(),
                writtenText.of(message.text()),
                both(mail.text(), message.text()),
                List.of()));
    }

    private static Contact contact(ParsedMail.Sender sender, Optional<ParsedMail.Sender> replyTo) {
        return Contact.byEmail(
                sender.name(), replyTo.map(ParsedMail.Sender::address).orElse(sender.address()));
    }

    private static PassedOn withText(PassedOn found, String fullText) {
        return new PassedOn(found.channel(), found.contact(), found.subject(), found.text(), fullText, found.doubts());
    }

    private static PassedOn oneOfSeveral(PassedOn first) {
        return new PassedOn(
                first.channel(),
                first.contact(),
                first.subject(),
                first.text(),
                first.fullText(),
                List.of("it passes on more than one message, of which this is the first"));
    }

    private static String both(@Nullable String cover, String message) {
        return cover == null || cover.isBlank() ? message : cover + "\n\n" + message;
    }
}
