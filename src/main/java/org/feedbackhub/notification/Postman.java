package org.feedbackhub.notification;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.mailaccess.MailLogin;

/** Hands mails to the mail server, and at once a second time where it refuses a token that has been withdrawn early. */
final class Postman {

    private static final String ROUTE = "direct:send-mail";

    private final ProducerTemplate producer;
    private final MailLogin login;
    private final SendingRate rate;
    private final Trial trial;

    Postman(ProducerTemplate producer, MailLogin login, SendingRate rate, Trial trial) {
        this.producer = producer;
        this.login = login;
        this.rate = rate;
        this.trial = trial;
    }

    /**
     * Sends a mail of a council.
     *
     * @throws CamelExecutionException with what the mail server said, if it did not take the mail
     * @throws PutOff if the council has had its share for now; whoever runs the job tries again then
     * @throws PermanentFault if it cannot be composed, or a trial keeps it back and nobody asked before
     */
    void send(CouncilId council, OutgoingMail mail) {
        MimeMessage message = composed(mail);
        if (!rate.allow(council)) {
            throw new PutOff(rate.next(council));
        }
        handOver(message);
    }

    /** Sends one whose turn it is, or that waits for none, such as an alert (P11). Throws as {@link #send}, but puts nothing off. */
    void sendAtOnce(OutgoingMail mail) {
        handOver(composed(mail));
    }

    private MimeMessage composed(OutgoingMail mail) {
        trial.whyNot(mail.to()).ifPresent(why -> {
            throw new PermanentFault("kept back", new IllegalStateException(why));
        });
        return mail.toMessage();
    }

    /** Why a trial keeps back what goes to this address, if it does. */
    Optional<String> whyNot(EmailAddress recipient) {
        return trial.whyNot(recipient);
    }

    /** Why a trial keeps back what goes on paper, if it does. */
    Optional<String> whyNoLetters() {
        return trial.whyNoLetters();
    }

    private void handOver(MimeMessage mail) {
        try {
            producer.sendBody(ROUTE, mail);
        } catch (CamelExecutionException e) {
            if (!login.byToken() || !loginRefused(e)) {
                throw e;
            }
            login.refused();
            producer.sendBody(ROUTE, mail);
        }
    }

    private static boolean loginRefused(Throwable fault) {
        Throwable each = fault;
        while (each != null && !(each instanceof AuthenticationFailedException)) {
            each = each.getCause() == each ? null : each.getCause();
        }
        return each != null;
    }
}
