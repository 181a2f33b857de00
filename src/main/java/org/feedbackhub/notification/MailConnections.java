package org.feedbackhub.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.NoSuchElementException;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.mailaccess.MailLogin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to the mail server: opened when they are needed, kept for the next mail, closed when idle. */
public final class MailConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MailConnections.class);

    private final GenericObjectPool<MailLine> lines;

    MailConnections(SmtpSettings settings, MailLogin login) {
        MailStreams.choose();
        GenericObjectPoolConfig<MailLine> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(settings.connections());
        config.setMaxIdle(settings.connections());
        config.setMaxWait(settings.timeout());
        config.setMinEvictableIdleDuration(settings.idleAtMost());
        config.setTimeBetweenEvictionRuns(settings.idleAtMost().dividedBy(2));
        config.setTestOnBorrow(true);
        config.setJmxEnabled(false);
        lines = new GenericObjectPool<>(new Lines(settings, login), config);
    }

    /**
     * Hands a mail to the server.
     *
     * @throws MessagingException what the server said, or why its answer did not come
     * @throws TransientFault if no connection became free, or there was no token to log in with
     */
    public void send(MimeMessage mail) throws MessagingException {
        boolean taken = false;
        while (!taken) {
            // each that has ended is gone for good, so that in the end a fresh one is tried
            taken = sentOver(borrowed(), mail);
        }
    }

    @Override
    public void close() {
        lines.close();
    }

    /** @return false if the connection turned out to have ended before the mail could go over it */
    private boolean sentOver(MailLine line, MimeMessage mail) throws MessagingException {
        boolean inOrder = false;
        try {
            line.deliver(mail);
            inOrder = true;
        } catch (MessagingException e) {
            if (line.hadEnded(e)) {
                return false;
            }
            inOrder = line.isConnected();
            throw e;
        } finally {
            if (inOrder) {
                lines.returnObject(line);
            } else {
                discard(line);
            }
        }
        return true;
    }

    private MailLine borrowed() throws MessagingException {
        try {
            return lines.borrowObject();
        } catch (MessagingException | TransientFault e) {
            throw e;
        } catch (NoSuchElementException e) {
            throw new TransientFault("no connection to the mail server became free", e);
        } catch (Exception e) {
            throw new IllegalStateException("no connection to the mail server", e);
        }
    }

    private void discard(MailLine line) {
        try {
            lines.invalidateObject(line);
        } catch (Exception e) {
            throw new IllegalStateException("a connection to the mail server cannot be given up", e);
        }
    }

    /** Opens, checks and closes them for the pool. */
    private static final class Lines extends BasePooledObjectFactory<MailLine> {
        private final SmtpSettings settings;
        private final MailLogin login;

        Lines(SmtpSettings settings, MailLogin login) {
            this.settings = settings;
            this.login = login;
        }

        @Override
        public MailLine create() throws MessagingException {
            return MailLine.open(settings, login);
        }

        @Override
        public PooledObject<MailLine> wrap(MailLine line) {
            return new DefaultPooledObject<>(line);
        }

        @Override
        public boolean validateObject(PooledObject<MailLine> pooled) {
            MailLine line = pooled.getObject();
            return line.mails() < settings.mailsPerConnection()
                    && (pooled.getIdleDuration().compareTo(settings.checkAfter()) < 0 || line.isConnected());
        }

        @Override
        public void destroyObject(PooledObject<MailLine> pooled) {
            try {
                pooled.getObject().close();
            } catch (MessagingException e) {
                // it is closed all the same; the server was gone before it could be told
                LOG.debug("event=mail-connection-gone cause={}", e.getClass().getSimpleName());
            }
        }
    }
}
