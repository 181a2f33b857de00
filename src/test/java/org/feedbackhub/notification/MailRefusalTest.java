package org.feedbackhub.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import org.apache.camel.CamelExecutionException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.junit.jupiter.api.Test;

class MailRefusalTest {

    private static CamelExecutionException refusedWith(int code) throws Exception {
        SMTPAddressFailedException address =
                new SMTPAddressFailedException(new InternetAddress("a@example.org"), "RCPT", code, "said so");
        return new CamelExecutionException("sending", null, new SendFailedException("no", address));
    }

    @Test
    void a_reply_of_550_is_final() throws Exception {
        assertThat(MailRefusal.permanent(refusedWith(550))).hasValue("the mail server refused it with 550");
    }

    @Test
    void a_reply_of_451_and_a_dead_line_are_not() throws Exception {
        assertThat(MailRefusal.permanent(refusedWith(451))).isEmpty();
        assertThat(MailRefusal.permanent(new MessagingException("dead", new java.net.SocketException())))
                .isEmpty();
    }
}
