package org.feedbackhub.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.feedbackhub.council.Mailbox.Security;
import org.feedbackhub.mailaccess.MailLogin;

/** One connection to the mail server, over which mails go one after the other. */
final class MailLine extends SMTPTransport {

    private final RememberedSocket socket;
    private final Duration replyWithin;
    private final Duration answerWithin;
    private int mails;
    private boolean contentBegun;

    private MailLine(SmtpSettings settings, RememberedSocket socket) {
        super(Session.getInstance(properties(settings, socket)), null);
        this.socket = socket;
        this.replyWithin = settings.replyWithin();
        this.answerWithin = settings.answerWithin();
    }

    /**
     * A connection on which the server has greeted and taken the login.
     *
     * @throws jakarta.mail.AuthenticationFailedException if the server refuses the login
     * @throws org.feedbackhub.feedback.TransientFault if there is no token to log in with just now
     */
    static MailLine open(SmtpSettings settings, MailLogin login) throws MessagingException {
        MailLine line = new MailLine(settings, new RememberedSocket());
        boolean anonymous = settings.user().isEmpty();
        line.connect(
                settings.host(), settings.port(), anonymous ? null : login.user(), anonymous ? null : login.secret());
        return line;
    }

    /** Hands a mail over. */
    void deliver(MimeMessage mail) throws MessagingException {
        contentBegun = false;
        mails++;
        sendMessage(mail, mail.getAllRecipients());
    }

    /** How many mails went over it, or were to. */
    int mails() {
        return mails;
    }

    /**
     * Whether a mail only failed because the connection had ended since the one before it, or the login was not good any
     * more. Once the server has asked for the content nobody can tell, and that mail's fate is unknown (RFC 5321, 4.5.4.1).
     */
    boolean hadEnded(MessagingException fault) {
        return mails > 1 && !contentBegun && MailRefusal.connectionEnded(fault);
    }

    @Override
    protected OutputStream data() throws MessagingException {
        OutputStream content = super.data();
        contentBegun = true;
        return content;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        socket.waitAtMost(answerWithin);
        super.finishData();
        socket.waitAtMost(replyWithin);
    }

    private static Properties properties(SmtpSettings settings, RememberedSocket socket) {
        String timeout = Long.toString(settings.timeout().toMillis());
        Properties properties = new Properties();
        properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
        if (settings.oauth() != null) {
            properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        }
        properties.put("mail.smtp.ssl.enable", Boolean.toString(settings.security() == Security.TLS));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(settings.security() == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(settings.security() == Security.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", timeout);
        properties.put("mail.smtp.writetimeout", timeout);
        properties.put("mail.smtp.timeout", Long.toString(settings.replyWithin().toMillis()));
        properties.put("mail.smtp.socketFactory", socket);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        // what asks whether the server is there also takes back what a mail that failed has left behind
        properties.put("mail.smtp.userset", "true");
        // a server that hangs would not answer this either
        properties.put("mail.smtp.quitwait", "false");
        return properties;
    }
}
