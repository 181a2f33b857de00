package org.feedbackhub.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Origin;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.ServiceArea;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.policy.Clause;
import org.feedbackhub.print.LetterPress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class TemplatesTest {

    private static final EmailAddress RESIDENT = new EmailAddress("ann@example.org");

    @TempDir
    Path folder;

    private final Councils councils = TestCouncils.read();
    private List<Reference> quoted = List.of();
    private final RecordingHistory history = new RecordingHistory();
    private final SendingPolicy policy = new SendingPolicy(
            councils,
            new SurveyPolicy(new NoSurveys(), new NoCases()),
            (reference, since) -> false,
            address -> Optional.empty(),
            new ByLetter(councils, (council, person) -> Optional.empty(), Optional::empty));
    private final LetterPress press = new LetterPress(Path.of("config/templates"), councils);
    private final Templates templates = new Templates(Path.of("config/templates"), councils);

    private Decision decide(Notification notification, Feedback feedback) {
        return policy.decide(notification, feedback, CaseFile.empty(feedback.reference()), history);
    }

    private Templates.Rendered acknowledgement(Feedback feedback) {
        CouncilProfile council = councils.get(feedback.submission().council());
        Decision.Send send = (Decision.Send) decide(acknowledgementTo(RESIDENT), feedback);
        return templates.render(
                council.id(),
                send.template(),
                null,
                FeedbackValues.of(council, feedback, CaseFile.empty(feedback.reference())));
    }

    private Feedback feedback(CouncilProfile council, Kind kind, boolean forReview, Flag... flags) {
        return feedback(council, kind, forReview, council.serviceAreas().get(0).toServiceArea(), flags);
    }

    private Feedback feedback(CouncilProfile council, Kind kind, boolean forReview, ServiceArea area, Flag... flags) {
        return new Feedback(
                Reference.of(council.referencePrefix(), new int[] {1, 2, 3, 4, 5, 6, 7}),
                new Submission(
                        council.id(),
                        Channel.EMAIL,
                        Contact.byEmail(null, RESIDENT),
                        null,
                        "",
                        "",
                        "",
                        null,
                        List.of(),
                        quoted,
                        List.of(),
                        Set.of(),
                        new Origin("<1@example.org>", null),
                        java.util.Map.of()),
                new Classification(kind, List.of(kind), area, Set.of(flags), 1, List.of(), forReview),
                Instant.parse("2026-06-01T09:00:00Z"),
                new Promise(LocalDate.parse("2026-06-05"), LocalDate.parse("2026-06-16")),
                1,
                "0".repeat(64),
                false);
    }

    @Test
    @Clause({"P5", "P9"})
    void a_complaint_in_north_kesteven_is_told_date_and_head_of_service() {
        CouncilProfile council = councils.get(TestCouncils.NORTH_KESTEVEN);
        Feedback feedback = feedback(council, Kind.COMPLAINT, false);

        Templates.Rendered mail = acknowledgement(feedback);

        assertThat(mail.subject()).contains(feedback.reference().value());
        assertThat(mail.text())
                .contains(feedback.reference().value(), "16 June 2026", "Head of Environmental Services")
                .contains("Local Government & Social Care Ombudsman")
                .contains("01529 414155")
                .doesNotContain("**", "##", "\\", "Housing Ombudsman", "false");
        assertThat(mail.html())
                .contains("<strong>16 June 2026</strong>", "<h2>What happens next</h2>")
                .contains("Local Government &amp; Social Care Ombudsman")
                .contains("Telephone 0300 061 0614<br");
    }

    @Test
    @Clause("P9")
    void a_tenant_is_told_of_the_housing_ombudsman() {
        CouncilProfile council = councils.get(TestCouncils.NORTH_KESTEVEN);

        assertThat(acknowledgement(feedback(council, Kind.COMPLAINT, false, Flag.TENANCY))
                        .text())
                .contains("Housing Ombudsman", "stage 2")
                .doesNotContain("Social Care Ombudsman");
    }

    @Test
    @Clause({"P5", "P9", "P21"})
    void a_complaint_in_west_lindsey_is_told_of_one_stage_and_eleven_languages() {
        CouncilProfile council = councils.get(TestCouncils.WEST_LINDSEY);

        String text = acknowledgement(feedback(council, Kind.COMPLAINT, false)).text();

        assertThat(text).contains("one stage process", "PO Box 4771", "Aby uzyskać więcej informacji");
        assertThat(text.split("01427 676676", -1)).hasSizeGreaterThan(12);
    }

    @Test
    @Clause("P10")
    void a_referral_is_told_whom_to_contact() {
        CouncilProfile council = councils.get(TestCouncils.WEST_LINDSEY);

        assertThat(acknowledgement(feedback(council, Kind.COUNCILLOR, false)).text())
                .contains("The Monitoring Officer", "The Guildhall");
    }

    @Test
    @Clause("P11")
    void an_unsure_one_and_a_safeguarding_one_give_nothing_away() {
        CouncilProfile council = councils.get(TestCouncils.WEST_LINDSEY);

        String unsure = acknowledgement(feedback(council, Kind.COMPLAINT, true)).text();
        String safeguarding = acknowledgement(feedback(council, Kind.COMPLAINT, false, Flag.SAFEGUARDING))
                .text();

        assertThat(unsure).isEqualTo(safeguarding).doesNotContain("complaint", "safeguarding");
    }

    @Test
    void what_is_unknown_leaves_no_gap() {
        CouncilProfile council = councils.get(TestCouncils.NORTH_KESTEVEN);

        assertThat(acknowledgement(feedback(council, Kind.COMPLAINT, false, (ServiceArea) null))
                        .text())
                .contains("Head of Corporate & Customer Services")
                .doesNotContain("null", "false");
    }

    @Test
    @Clause("P22")
    void nobody_and_the_councils_own_are_not_written_to() {
        Feedback feedback = feedback(councils.get(TestCouncils.WEST_LINDSEY), Kind.COMPLAINT, false);

        assertThat(decide(acknowledgementTo(null), feedback)).isInstanceOf(Decision.Suppress.class);
        assertThat(decide(acknowledgementTo(new EmailAddress("experience@n-kesteven.gov.uk")), feedback))
                .isInstanceOf(Decision.Suppress.class);
        assertThat(decide(acknowledgementTo(new EmailAddress("an.officer@west-lindsey.gov.uk")), feedback))
                .isInstanceOf(Decision.Suppress.class);
        assertThat(decide(acknowledgementTo(new EmailAddress("no-reply@example.org")), feedback))
                .isInstanceOf(Decision.Suppress.class);
        assertThat(decide(acknowledgementTo(RESIDENT), feedback)).isInstanceOf(Decision.Send.class);
    }

    @Test
    void who_names_a_reference_that_is_not_theirs_is_answered_in_words_that_tell_nothing_of_it() {
        Reference other = Reference.of("WL", new int[] {9, 9, 9, 4, 5, 6, 7});
        quoted = List.of(other);

        String text = acknowledgement(feedback(councils.get(TestCouncils.WEST_LINDSEY), Kind.COMPLAINT, true))
                .text();

        assertThat(text).contains("One of us is reading it").doesNotContain(other.value());
    }

    @Test
    void a_person_is_not_written_to_without_end() {
        history.cap = new NotificationSettings.Cap(Duration.ofHours(1), 10);

        assertThat(decide(
                        acknowledgementTo(RESIDENT),
                        feedback(councils.get(TestCouncils.WEST_LINDSEY), Kind.COMPLAINT, false)))
                .isEqualTo(new Decision.Suppress("the person has had 10 of these within PT1H"));
    }

    @Test
    void an_address_that_is_known_to_refuse_is_not_tried_again() {
        history.undeliverable = true;

        assertThat(decide(
                        acknowledgementTo(RESIDENT),
                        feedback(councils.get(TestCouncils.WEST_LINDSEY), Kind.COMPLAINT, false)))
                .isInstanceOf(Decision.Suppress.class);
    }

    @Test
    void every_template_of_every_council_can_be_rendered() {
        assertThatCode(() -> new TemplateRehearsal(templates, councils, press).rehearse())
                .doesNotThrowAnyException();
    }

    @Test
    void a_value_that_is_missing_stops_the_start() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("config/templates"), folder);
        Files.writeString(folder.resolve("common/acknowledgement-comment.md"), "Subject: x\n\nHello {{nickname}}\n");
        Templates broken = new Templates(folder, councils);

        assertThatThrownBy(() -> new TemplateRehearsal(broken, councils, press).rehearse())
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("acknowledgement-comment.md")
                .hasMessageContaining("nickname");
    }

    @Test
    void the_mail_is_marked_as_automatic_and_keeps_its_identity() throws Exception {
        CouncilProfile council = councils.get(TestCouncils.WEST_LINDSEY);
        Feedback feedback = feedback(council, Kind.COMPLAINT, false);
        OutgoingMail mail = new OutgoingMail(
                council.sender(),
                council.sender().returnPath(feedback.reference()),
                RESIDENT,
                acknowledgement(feedback),
                "<a.b@c>",
                "<1@example.org>",
                Instant.EPOCH);

        MimeMessage message = mail.toMessage();
        message.saveChanges();

        assertThat(message.getMessageID()).isEqualTo("<a.b@c>");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(message.getHeader("In-Reply-To")).containsExactly("<1@example.org>");
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        assertThat(bytes.toString(StandardCharsets.US_ASCII)).contains("experience@west-lindsey.gov.uk");
    }

    @Test
    @Clause("P5")
    void whatever_goes_on_paper_can_be_laid_out_by_both_councils_in_both_sizes() throws Exception {
        TemplateRehearsal rehearsal = new TemplateRehearsal(templates, councils, press);
        rehearsal.rehearseLetters();
        for (CouncilProfile council : councils.all()) {
            if (council.letters() == null) {
                continue;
            }
            for (String template : rehearsal.names()) {
                boolean toResidents = template.startsWith("acknowledgement")
                        || template.startsWith("ombudsman")
                        || template.startsWith("stage")
                        || template.equals("extension");
                if (toResidents) {
                    assertThat(rehearsal.letter(council, template, "en", false)).isNotEmpty();
                    assertThat(rehearsal.letter(council, template, "en", true)).isNotEmpty();
                }
            }
        }
    }

    @Test
    void a_mail_can_be_ended_by_one_post_where_it_says_how() throws Exception {
        CouncilProfile council = councils.get(TestCouncils.WEST_LINDSEY);
        Templates.Rendered content = new Templates.Rendered("s", "t", "h", "en", "h");
        EmailAddress sender = council.sender().address();

        MimeMessage with = new OutgoingMail(
                        council.sender(),
                        sender,
                        RESIDENT,
                        content,
                        "<a.b@c>",
                        null,
                        Instant.EPOCH,
                        URI.create("https://feedback.example.org/stop/1"))
                .toMessage();
        MimeMessage without = new OutgoingMail(
                        council.sender(), sender, RESIDENT, content, "<a.b@c>", null, Instant.EPOCH)
                .toMessage();

        assertThat(with.getHeader("List-Unsubscribe")).containsExactly("<https://feedback.example.org/stop/1>");
        assertThat(with.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(without.getHeader("List-Unsubscribe")).isNull();
        assertThat(without.getHeader("List-Unsubscribe-Post")).isNull();
    }

    private static Notification acknowledgementTo(@Nullable EmailAddress recipient) {
        return new Notification(
                new UUID(0, 1),
                Reference.of("WL", new int[] {1, 2, 3, 4, 5, 6, 7}),
                NotificationType.ACKNOWLEDGEMENT,
                "",
                recipient,
                Medium.EMAIL,
                false,
                java.util.Map.of(),
                Notification.State.PLANNED,
                Instant.EPOCH,
                null,
                "<a.b@c>");
    }

    /** A history that says what the test tells it. */
    private static final class RecordingHistory implements SendingHistory {
        private boolean undeliverable;
        private NotificationSettings.@Nullable Cap cap;

        @Override
        public boolean undeliverable(Notification notification) {
            return undeliverable;
        }

        @Override
        public Optional<NotificationSettings.Cap> capReached(Notification notification) {
            return Optional.ofNullable(cap);
        }

        @Override
        public String acknowledgedIn(Reference reference) {
            return "";
        }

        @Override
        public boolean sentBefore(Notification notification) {
            return false;
        }

        @Override
        public boolean sentToPersonWithin(Notification notification, CouncilId council, Duration within) {
            return false;
        }
    }
}
