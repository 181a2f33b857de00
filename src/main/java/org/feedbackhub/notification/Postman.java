package org.feedbackhub.notification;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.feedbackhub.mailaccess.MailLogin;

/** Hands mails to the mail server, and at once a second time where it refuses a token that has been withdrawn early. */
final class Postman {

    private static final String ROUTE = "direct:send-mail";

    private final ProducerTemplate producer;
    private final MailLogin login;

    Postman(ProducerTemplate producer, MailLogin login) {
        this.producer = producer;
        this.login = login;
    }

    /** @throws CamelExecutionException with what the mail server said, if it did not take the mail */
    void send(MimeMessage mail) {
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
