package org.feedbackhub.email;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.CouncilId;

/** Sees whether a council's mail gateway has marked a mail as spam. */
final class SpamMarks {

    private record Mark(String header, Pattern pattern) {}

    private final Map<CouncilId, Mark> marks = new HashMap<>();

    /** @throws InvalidConfiguration if a council's pattern is none */
    SpamMarks(Councils councils) {
        for (CouncilProfile council : councils.all()) {
            CouncilProfile.SpamMark spam = council.spam();
            if (spam != null) {
                marks.put(council.id(), new Mark(spam.header().toLowerCase(Locale.ROOT), pattern(council, spam)));
            }
        }
    }

    /** By which mark the mail is spam, if it is. */
    Optional<String> reason(CouncilProfile council, ParsedMail mail) {
        Mark mark = marks.get(council.id());
        return mark != null
                        && mail.header(mark.header()).stream()
                                .anyMatch(value -> mark.pattern().matcher(value).find())
                ? Optional.of("the mail gateway marked it in the header " + mark.header())
                : Optional.empty();
    }

    private static Pattern pattern(CouncilProfile council, CouncilProfile.SpamMark spam) {
        try {
            return Pattern.compile(spam.pattern());
        } catch (PatternSyntaxException e) {
            throw new InvalidConfiguration(
                    Path.of("councils", council.id() + ".yaml"), "spam.pattern", "expected a regular expression", e);
        }
    }
}
