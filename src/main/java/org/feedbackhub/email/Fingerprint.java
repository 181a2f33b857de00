package org.feedbackhub.email;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.feedback.Sha256;

/**
 * What all copies of one mail have in common, and no two different mails: Message-ID, sender, date and text without its white
 * space. Their raw bytes differ with each delivery; yet without a Message-ID, only equal bytes are taken for a copy.
 */
final class Fingerprint {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final char BETWEEN = '\0';

    private Fingerprint() {}

    static String of(Arrived arrived, ParsedMail mail) {
        String messageId =
                mail.firstHeader("message-id").filter(id -> !id.isBlank()).orElse(null);
        String parts = (messageId == null ? "raw:" + arrived.raw().sha256() : messageId)
                + BETWEEN
                + mail.from().map(from -> from.address().value()).orElse("")
                + BETWEEN
                + mail.firstHeader("date").orElse("")
                + BETWEEN
                + WHITE_SPACE.matcher(mail.text()).replaceAll("");
        return Sha256.of(parts.getBytes(StandardCharsets.UTF_8));
    }
}
