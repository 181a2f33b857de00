package org.feedbackhub.notification;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.QuotedPrintableOutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.feedbackhub.council.CouncilProfile.Sender;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.PermanentFault;
import org.jspecify.annotations.Nullable;

/**
 * A mail that the hub writes.
 *
 * @param from the council
 * @param returnPath to which it comes back if it cannot be delivered
 * @param to the person
 * @param content in both forms
 * @param messageId with angle brackets; stays the same however often it is tried
 * @param answers the Message-ID of the mail that it answers, or null
 * @param date of sending
 * @param unsubscribe where one POST ends mails of this kind (RFC 8058), or null
 */
record OutgoingMail(
        Sender from,
        EmailAddress returnPath,
        EmailAddress to,
        Templates.Rendered content,
        String messageId,
        @Nullable String answers,
        Instant date,
        @Nullable URI unsubscribe) {

    /** A mail that nobody can end, since it answers what somebody wrote. */
    OutgoingMail(
            Sender from,
            EmailAddress returnPath,
            EmailAddress to,
            Templates.Rendered content,
            String messageId,
            @Nullable String answers,
            Instant date) {
        this(from, returnPath, to, content, messageId, answers, date, null);
    }

    /** What may stand in a header of ours though it came from outside (RFC 5322, 3.6.4). */
    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1,250}>");

    private static final Session SESSION = Session.getInstance(new Properties());

    /** The message, marked as automatic so that no machine answers it (RFC 3834, section 5). */
    MimeMessage toMessage() {
        try {
            SMTPMessage message = new Identified(messageId);
            message.setFrom(new InternetAddress(from.address().value(), from.name(), StandardCharsets.UTF_8.name()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(to.value()));
            message.setSubject(content.subject(), StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(date));
            message.setEnvelopeFrom(returnPath.value());
            message.setHeader("Auto-Submitted", answers == null ? "auto-generated" : "auto-replied");
            message.setHeader("X-Auto-Response-Suppress", "All");
            if (answers != null && MESSAGE_ID.matcher(answers).matches()) {
                message.setHeader("In-Reply-To", answers);
                message.setHeader("References", answers);
            }
            if (unsubscribe != null) {
                message.setHeader("List-Unsubscribe", "<" + unsubscribe.toASCIIString() + ">");
                message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
            message.setContent(alternatives());
            message.saveChanges();
            return message;
        } catch (MessagingException | IOException e) {
            throw new PermanentFault("the mail cannot be composed", e);
        }
    }

    private MimeMultipart alternatives() throws MessagingException, IOException {
        return new MimeMultipart("alternative", part(content.text(), "plain"), part(content.html(), "html"));
    }

    /** Encoded here and once: left to the mail API, each part is read through twice and written byte by byte. */
    private static MimeBodyPart part(String text, String subtype) throws MessagingException, IOException {
        byte[] lines = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(lines.length + lines.length / 2);
        try (OutputStream out = new QuotedPrintableOutputStream(encoded, false)) {
            out.write(lines);
        }
        InternetHeaders headers = new InternetHeaders();
        headers.setHeader("Content-Type", "text/" + subtype + "; charset=UTF-8");
        headers.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return new MimeBodyPart(headers, encoded.toByteArray());
    }

    /** Keeps its Message-ID when it is saved, where the base class draws a new one each time. */
    private static final class Identified extends SMTPMessage {
        private final String messageId;

        Identified(String messageId) {
            super(SESSION);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
