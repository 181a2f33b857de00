package org.feedbackhub.standalone;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Sends the messages that come with the hub to the councils' trial mailboxes, as residents would, by SMTP. */
final class SampleMails {

    private static final Logger LOG = LoggerFactory.getLogger(SampleMails.class);
    private static final String SAMPLES = "classpath:/samples/*.eml";

    private final int smtpPort;
    private final InstantSource clock;

    SampleMails(int smtpPort, InstantSource clock) {
        this.smtpPort = smtpPort;
        this.clock = clock;
    }

    /** @return how many were delivered */
    int deliver() throws IOException, MessagingException {
        Resource[] samples = new PathMatchingResourcePatternResolver().getResources(SAMPLES);
        for (Resource sample : samples) {
            deliver(sample);
            LOG.info("event=sample-delivered file={}", sample.getFilename());
        }
        return samples.length;
    }

    private void deliver(Resource sample) throws IOException, MessagingException {
        MimeMessage message;
        try (InputStream in = sample.getInputStream()) {
            message = new MimeMessage(Session.getInstance(new Properties()), in);
        }
        message.setSentDate(Date.from(clock.instant()));
        message.saveChanges();
        Session session = Session.getInstance(envelope(message));
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(message, recipients(message));
        }
    }

    private static Address[] recipients(MimeMessage message) throws MessagingException {
        return Arrays.stream(message.getAllRecipients())
                .filter(InternetAddress.class::isInstance)
                .toArray(Address[]::new);
    }

    /** The trial mail server takes no null return path, so that a bounce too comes from whom its header names. */
    private Properties envelope(MimeMessage message) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(smtpPort));
        properties.put("mail.smtp.allow8bitmime", "true");
        properties.put("mail.smtp.from", ((InternetAddress) message.getFrom()[0]).getAddress());
        return properties;
    }
}
