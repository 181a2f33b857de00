package org.feedbackhub.console;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.notification.NotificationOffice;
import org.feedbackhub.notification.SafeguardingWatch;
import org.feedbackhub.review.Decisions;
import org.feedbackhub.survey.Questionnaires;
import org.feedbackhub.survey.SurveyRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The page of one feedback: all that the hub knows of it, and what became of it. */
@Controller
class StoryController {

    private static final Logger LOG = LoggerFactory.getLogger(StoryController.class);

    private final ReadableFeedback readable;
    private final FeedbackRecords records;
    private final FeedbackStory story;
    private final SurveyRecords surveys;
    private final Questionnaires questionnaires;
    private final NotificationOffice notifications;
    private final SafeguardingWatch safeguarding;
    private final Decisions decisions;

    StoryController(
            ReadableFeedback readable,
            FeedbackRecords records,
            FeedbackStory story,
            SurveyRecords surveys,
            Questionnaires questionnaires,
            NotificationOffice notifications,
            SafeguardingWatch safeguarding,
            Decisions decisions) {
        this.readable = readable;
        this.records = records;
        this.story = story;
        this.surveys = surveys;
        this.questionnaires = questionnaires;
        this.notifications = notifications;
        this.safeguarding = safeguarding;
        this.decisions = decisions;
    }

    @GetMapping("/console/feedback/{reference}")
    String story(@PathVariable String reference, Authentication person, Model model) {
        Feedback feedback =
                readable.find(reference, person).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Reference found = feedback.reference();
        LOG.info("event=story-shown reference={} by={}", found, person.getName());
        if (Permissions.has(person, feedback.submission().council(), Role.SAFEGUARDING)) {
            safeguarding.opened(found, person.getName());
        }
        model.addAttribute("section", "story");
        model.addAttribute("person", person.getName());
        model.addAttribute("feedback", feedback);
        model.addAttribute("submission", feedback.submission());
        model.addAttribute("classification", feedback.classification());
        model.addAttribute("acknowledgeBy", UkTime.of(feedback.promise().acknowledgeBy()));
        LocalDate respondBy = feedback.promise().respondBy();
        model.addAttribute("respondBy", respondBy == null ? "no date is promised" : UkTime.of(respondBy));
        model.addAttribute("beginning", story.beginning(found).orElseThrow());
        model.addAttribute("duplicates", story.duplicates(found));
        model.addAttribute("files", files(records.attachments(found)));
        model.addAttribute(
                "original",
                KeptBack.because(feedback.submission().attachments())
                        .map(KeptBack::title)
                        .orElse(""));
        model.addAttribute("pages", LetterPages.numbers(feedback.submission()));
        model.addAttribute("followUps", followUps(found));
        model.addAttribute("heard", story.heard(found));
        model.addAttribute("parts", readable(records.partsOf(found), person));
        model.addAttribute("joined", readable(records.joinedTo(found), person));
        model.addAttribute(
                "decided", decisions.about(found).stream().map(DecisionLine::of).toList());
        model.addAttribute("mayDecide", feedback.joinedTo() == null && Reviewers.decides(feedback, person));
        model.addAttribute("maySaySender", SenderController.mayTell(feedback, person));
        model.addAttribute("events", story.events(found));
        model.addAttribute(
                "notifications",
                notifications.about(found).stream().map(NotificationLine::of).toList());
        model.addAttribute("survey", survey(feedback, person));
        return "console/story";
    }

    /** Those that the person may read: of the others nobody is told, not even that they are there. */
    private List<String> readable(List<Reference> references, Authentication person) {
        return references.stream()
                .map(Reference::value)
                .filter(one -> readable.find(one, person).isPresent())
                .toList();
    }

    private @Nullable AnsweredSurvey survey(Feedback feedback, Authentication person) {
        return surveys.find(feedback.reference())
                .map(answer -> AnsweredSurvey.of(
                        questionnaires.of(feedback.submission().council()),
                        answer,
                        ReadableFeedback.mayReadOfHarm(feedback, person)))
                .orElse(null);
    }

    private List<Joined> followUps(Reference reference) {
        return records.followUps(reference).stream()
                .map(one -> new Joined(
                        one.id(),
                        one.intent(),
                        one.standing(),
                        UkTime.of(one.receivedAt()),
                        one.subject(),
                        one.text(),
                        one.contactRestricted(),
                        KeptBack.because(records.attachments(reference, one.id()))
                                .map(KeptBack::title)
                                .orElse("")))
                .toList();
    }

    static List<FileLine> files(List<Attachment> attachments) {
        return attachments.stream()
                .map(file -> new FileLine(
                        file.id(),
                        file.name(),
                        file.mediaType(),
                        file.scan().id(),
                        KeptBack.because(List.of(file)).map(KeptBack::title).orElse("")))
                .toList();
    }

    /**
     * A message that joined it.
     *
     * @param contactRestricted whether contact with its writer was restricted when it came
     * @param keptBack why its original cannot be had, or empty
     */
    public record Joined(
            UUID id,
            String intent,
            String standing,
            String received,
            String subject,
            String text,
            boolean contactRestricted,
            String keptBack) {}

    /** A file that came with it. @param keptBack why it cannot be had, or empty */
    public record FileLine(int id, String name, String mediaType, String scan, String keptBack) {}
}
