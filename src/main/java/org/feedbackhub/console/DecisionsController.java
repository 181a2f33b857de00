package org.feedbackhub.console;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.review.Decision;
import org.feedbackhub.review.Decisions;
import org.feedbackhub.review.ReviewDesk;
import org.feedbackhub.review.ReviewQueue;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The second look: what others have decided, for a second person to agree or disagree. */
@Controller
class DecisionsController {

    private static final String LIST = ReviewController.REVIEW + "/decisions";
    private static final String GONE = "Somebody has looked at this decision already, or decided anew.";

    private final Decisions decisions;
    private final ReviewDesk desk;
    private final Reviewers reviewers;
    private final FeedbackRecords records;

    DecisionsController(Decisions decisions, ReviewDesk desk, Reviewers reviewers, FeedbackRecords records) {
        this.decisions = decisions;
        this.desk = desk;
        this.reviewers = reviewers;
        this.records = records;
    }

    @GetMapping(LIST)
    String list(@RequestParam(defaultValue = "1") int page, Authentication person, Model model) {
        ReviewQueue.Reviewer reviewer = Reviewers.reviewer(person);
        int asked = Math.max(page, 1);
        List<Decision> found = decisions.toLookAt(person.getName(), reviewer.councils(), asked - 1, Paging.SIZE);
        Map<Reference, Feedback> feedback =
                records.findAll(found.stream().map(Decision::reference).toList());
        model.addAttribute("section", ReviewController.SECTION);
        model.addAttribute("person", person.getName());
        model.addAttribute(
                "lines",
                found.stream()
                        .filter(one -> feedback.containsKey(one.reference()))
                        .map(one -> Line.of(one, feedback.get(one.reference())))
                        .toList());
        model.addAttribute("paging", Paging.of(asked, decisions.countToLookAt(person.getName(), reviewer.councils())));
        return "console/review-decisions";
    }

    @PostMapping(LIST + "/{id}/agree")
    String agree(@PathVariable UUID id, Authentication person, RedirectAttributes next) {
        Decision decision = required(id, person);
        boolean done = desk.agree(id, person.getName());
        next.addFlashAttribute(
                done ? "done" : "problem",
                done ? "You agree with what was decided about " + decision.reference() + "." : GONE);
        return "redirect:" + LIST;
    }

    /** Leads to the page on which it is decided anew. */
    @PostMapping(LIST + "/{id}/disagree")
    String disagree(@PathVariable UUID id, Authentication person, RedirectAttributes next) {
        Decision decision = required(id, person);
        if (desk.disagree(id, person.getName())) {
            next.addFlashAttribute(
                    "done",
                    "You disagree with what was decided about " + decision.reference()
                            + ". It holds until somebody decides anew, which you can do here.");
            return "redirect:" + ReviewController.REVIEW + "/" + decision.reference();
        }
        next.addFlashAttribute("problem", GONE);
        return "redirect:" + LIST;
    }

    /** To those who may not decide about the feedback, nothing is there. */
    private Decision required(UUID id, Authentication person) {
        Reviewers.reviewer(person);
        return decisions
                .find(id)
                .filter(one -> reviewers.find(one.reference().value(), person).isPresent())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** A decision to look at. @param overturned whether somebody has disagreed, so that it waits to be decided anew */
    public record Line(
            UUID id,
            String reference,
            String council,
            String subject,
            String text,
            String proposed,
            String decided,
            String by,
            String at,
            boolean overturned,
            String overturnedBy) {

        private static final int LONGEST = 600;

        static Line of(Decision one, Feedback feedback) {
            String text = feedback.submission().text();
            return new Line(
                    one.id(),
                    one.reference().value(),
                    one.council().value(),
                    feedback.submission().subject(),
                    text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…",
                    DecisionLine.kind(one.proposedKind(), one.proposedArea()),
                    DecisionLine.kind(one.decidedKind(), one.decidedArea()),
                    one.by(),
                    UkTime.of(one.at()),
                    one.overturnedBy() != null,
                    one.overturnedBy() == null ? "" : one.overturnedBy());
        }
    }
}
