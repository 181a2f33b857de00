package org.feedbackhub.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.survey.SurveyTokens.Invitation;
import org.feedbackhub.survey.SurveyTokens.OptOut;
import org.feedbackhub.webform.PageSeal;
import org.junit.jupiter.api.Test;

class SurveyTokensTest {

    private static final String KEY = "a key that is long enough for anybody";
    private static final UUID SURVEY = UUID.fromString("4d7f1c1e-6a55-4c5e-9a3c-0d7c8d1a2b3c");
    private static final Reference REFERENCE = Reference.of("WL", new int[] {7, 3, 11, 20, 9, 22, 2});
    private static final Invitation INVITATION = new Invitation(REFERENCE, Instant.parse("2027-02-02T00:00:00Z"));

    private final SurveyTokens tokens = new SurveyTokens(KEY);

    @Test
    void an_invitation_opens_on_every_instance_and_says_when_it_closes() {
        String token = tokens.toAnswer(INVITATION);

        assertThat(new SurveyTokens(KEY).invitation(token)).contains(INVITATION);
        assertThat(token).as("no mail program cuts it").matches("[A-Za-z0-9_.-]+[A-Za-z0-9]");
    }

    @Test
    void nobody_else_can_make_or_lengthen_one() {
        String token = tokens.toAnswer(INVITATION);
        String later = tokens.toAnswer(new Invitation(REFERENCE, Instant.parse("2028-02-02T00:00:00Z")));
        String mixed = later.substring(0, later.indexOf('.')) + token.substring(token.indexOf('.'));

        assertThat(tokens.invitation(mixed)).isEmpty();
        assertThat(new SurveyTokens("another key that is long enough, too").invitation(token))
                .isEmpty();
        assertThat(tokens.invitation(REFERENCE.value())).isEmpty();
        assertThat(tokens.invitation("")).isEmpty();
    }

    @Test
    void a_link_is_good_for_its_purpose_only() {
        assertThat(tokens.optOut(tokens.toOptOut(REFERENCE, SURVEY))).contains(new OptOut(REFERENCE, SURVEY));
        assertThat(tokens.optOut(tokens.toAnswer(INVITATION))).isEmpty();
        assertThat(tokens.invitation(tokens.toOptOut(REFERENCE, SURVEY))).isEmpty();
    }

    @Test
    void a_link_from_before_it_named_its_mail_is_good_still() {
        assertThat(tokens.optOut(new PageSeal(KEY).seal("survey-opt-out", REFERENCE.value())))
                .contains(new OptOut(REFERENCE, null));
    }
}
