package org.feedbackhub.email;

import java.util.List;
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

    private static final Pattern COMMENT_OR_QUOTED = Pattern.compile("\\([^()]*\\)|\"[^\"]*\"");
    private static final Pattern DMARC_PASS =
            Pattern.compile("(?i)dmarc\\s*=\\s*pass\\b(?:.*\\bheader\\.from\\s*=\\s*([^\\s;]+).*|[^=]*)");
    private static final Pattern SPF_PASS =
            Pattern.compile("(?i)spf\\s*=\\s*pass\\b.*\\bsmtp\\.mailfrom\\s*=\\s*(?:[^\\s@]*@)?([^\\s;@=]+)\\s*");
    private static final Pattern DKIM_PASS =
            Pattern.compile("(?i)dkim\\s*=\\s*pass\\b.*\\bheader\\.d\\s*=\\s*([^\\s;@=]+)\\b.*");

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

    /** A verdict stands at the beginning of its segment; anything further in may have been chosen by the sender. */
    private static boolean passes(String results, String fromDomain) {
        String bare = COMMENT_OR_QUOTED.matcher(results).replaceAll(" ");
        for (String segment : bare.split(";")) {
            String verdict = segment.strip();
            Matcher dmarc = DMARC_PASS.matcher(verdict);
            if (dmarc.matches() && (dmarc.group(1) == null || dmarc.group(1).equalsIgnoreCase(fromDomain))) {
                return true;
            }
            for (Pattern aligned : List.of(SPF_PASS, DKIM_PASS)) {
                Matcher pass = aligned.matcher(verdict);
                if (pass.matches() && pass.group(1).equalsIgnoreCase(fromDomain)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String authservId(String results) {
        String id = results.split("[;\\s]", 2)[0];
        return id.toLowerCase(Locale.ROOT);
    }
}
