package org.feedbackhub.email;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.feedbackhub.council.CouncilProfile;

/**
 * Whether the council's own receiving server vouches for the sender (RFC 8601). Only the topmost
 * {@code Authentication-Results} of the configured server counts: whatever is below could have come with the mail.
 */
final class SenderVerdict {

    private static final Pattern DMARC_PASS = Pattern.compile("(?i)\\bdmarc\\s*=\\s*pass\\b");
    private static final Pattern ALIGNED_PASS = Pattern.compile(
            "(?i)\\b(?:spf|dkim)\\s*=\\s*pass\\b[^;]*\\b(?:smtp\\.mailfrom|header\\.d|header\\.i)\\s*=\\s*(?:[^\\s;@]*@)?([^\\s;]+)");

    private SenderVerdict() {}

    /** Whether the From address is proven by DMARC, or by an SPF or DKIM pass for its own domain. */
    static boolean proven(ParsedMail mail, CouncilProfile council) {
        Optional<String> topmost = mail.firstHeader("authentication-results");
        Optional<String> domain = mail.from().map(from -> from.address().domain());
        return topmost.isPresent()
                && domain.isPresent()
                && authservId(topmost.get()).equals(council.staff().authservId().toLowerCase(Locale.ROOT))
                && passes(topmost.get(), domain.get());
    }

    private static boolean passes(String results, String fromDomain) {
        if (DMARC_PASS.matcher(results).find()) {
            return true;
        }
        Matcher pass = ALIGNED_PASS.matcher(results);
        while (pass.find()) {
            if (pass.group(1).toLowerCase(Locale.ROOT).equals(fromDomain)) {
                return true;
            }
        }
        return false;
    }

    private static String authservId(String results) {
        String id = results.split("[;\\s]", 2)[0];
        return id.toLowerCase(Locale.ROOT);
    }
}
