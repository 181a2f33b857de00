package org.feedbackhub.survey;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.UUID;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;

/** Surveys that residents reach by signed links. */
final class SignedLinks implements Surveys {

    private final Councils councils;
    private final SurveyTokens tokens;
    private final SurveyRecords records;
    private final OptOuts optOuts;
    private final URI publicUrl;
    private final InstantSource clock;

    SignedLinks(
            Councils councils,
            SurveyTokens tokens,
            SurveyRecords records,
            OptOuts optOuts,
            URI publicUrl,
            InstantSource clock) {
        this.councils = councils;
        this.tokens = tokens;
        this.records = records;
        this.optOuts = optOuts;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** The same all day, so that a mail that is sent again says the same. */
    @Override
    public URI page(Feedback feedback) {
        Instant closes = closes(councils.get(feedback.submission().council()), clock.instant());
        return at(SurveyPaths.page(tokens.toAnswer(new SurveyTokens.Invitation(feedback.reference(), closes))));
    }

    /** At the end of the last day on which it can be answered: the day of sending is day 0. */
    private static Instant closes(CouncilProfile council, Instant sent) {
        ZoneId zone = council.timeZone();
        return sent.atZone(zone)
                .toLocalDate()
                .plusDays(council.survey().answerWithin() + 1L)
                .atStartOfDay(zone)
                .toInstant();
    }

    @Override
    public URI optOut(Feedback feedback, UUID survey) {
        return at(SurveyPaths.optOut(tokens.toOptOut(feedback.reference(), survey)));
    }

    private URI at(String path) {
        return URI.create(publicUrl + path);
    }

    @Override
    public boolean answered(Reference reference) {
        return records.find(reference).isPresent();
    }

    @Override
    public boolean optedOut(CouncilId council, EmailAddress person) {
        return optOuts.contains(council, person);
    }
}
