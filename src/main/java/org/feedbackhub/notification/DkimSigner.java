package org.feedbackhub.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.exceptions.FailException;
import org.eclipse.angus.mail.util.CRLFOutputStream;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.EmailAddress;

/** Signs the mails of councils that have a key, so that who receives them can tell that they are the council's (RFC 6376). */
public final class DkimSigner {

    /**
     * What is signed: From twice, so that none can be added; and what RFC 8058, section 4 asks for, also where it is not
     * there, so that nobody can add that either.
     */
    private static final String SIGNED =
            "from:from:to:subject:date:message-id:in-reply-to:references:auto-submitted:mime-version:content-type"
                    + ":list-unsubscribe:list-unsubscribe-post";

    private final Map<EmailAddress, DkimKey> bySender = new HashMap<>();

    /** @throws InvalidConfiguration if a key is of no council, or cannot sign for it */
    DkimSigner(DkimSettings settings, Councils councils) {
        settings.dkim().forEach((id, key) -> {
            CouncilProfile council = councils.find(id)
                    .orElseThrow(() -> new InvalidConfiguration(
                            Path.of("application.yaml"), "hub.dkim." + id, "expected the id of a council"));
            bySender.put(council.sender().address(), DkimKey.of(council, key));
        });
    }

    /**
     * The mail, with a signature where its sender has a key.
     *
     * @throws MessagingException if it cannot be signed; it is not sent without, for receivers would refuse it
     */
    public MimeMessage sign(MimeMessage mail) throws MessagingException {
        DkimKey key = bySender.get(sender(mail));
        if (key != null) {
            String field = signature(key, mail);
            int colon = field.indexOf(':');
            mail.setHeader(field.substring(0, colon), field.substring(colon + 1).strip());
        }
        return mail;
    }

    private static String signature(DkimKey key, MimeMessage mail) throws MessagingException {
        String template = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + key.domain() + "; s=" + key.selector() + "; h="
                + SIGNED + "; bh=; b=;";
        try {
            return new DKIMSigner(template, key.secret()).sign(new ByteArrayInputStream(asSent(mail)));
        } catch (IOException | FailException e) {
            throw new MessagingException("the mail cannot be signed", e);
        }
    }

    /** Byte for byte as the mail server gets it, but for the dots that SMTP doubles. */
    private static byte[] asSent(MimeMessage mail) throws MessagingException, IOException {
        mail.removeHeader("DKIM-Signature");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        mail.writeTo(new CRLFOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static EmailAddress sender(MimeMessage mail) throws MessagingException {
        return new EmailAddress(((InternetAddress) mail.getFrom()[0]).getAddress());
    }
}
