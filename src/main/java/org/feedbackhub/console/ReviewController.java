package org.feedbackhub.console;

import java.util.Optional;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.notification.SafeguardingWatch;
import org.feedbackhub.review.Decisions;
import org.feedbackhub.review.ReviewQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The page Review: what the hub was not sure of, one after another, or one that is to be decided anew. */
@Controller
class ReviewController {

    static final String REVIEW = "/console/review";
    static final String ONE = REVIEW + "/{reference}";
    static final String SECTION = "review";

    private static final Logger LOG = LoggerFactory.getLogger(ReviewController.class);

    private final Reviewers reviewers;
    private final ReviewQueue queue;
    private final Decisions decisions;
    private final FeedbackRecords records;
    private final Councils councils;
    private final SafeguardingWatch safeguarding;

    ReviewController(
            Reviewers reviewers,
            ReviewQueue queue,
            Decisions decisions,
            FeedbackRecords records,
            Councils councils,
            SafeguardingWatch safeguarding) {
        this.reviewers = reviewers;
        this.queue = queue;
        this.decisions = decisions;
        this.records = records;
        this.councils = councils;
        this.safeguarding = safeguarding;
    }

    /** @param after of which the reviewer wants the next one */
    @GetMapping(REVIEW)
    String next(@RequestParam(required = false) @Nullable String after, Authentication person, Model model) {
        ReviewQueue.Reviewer reviewer = Reviewers.reviewer(person);
        Reference skipped = after == null ? null : Reference.parse(after).orElse(null);
        Optional<Feedback> next = queue.next(reviewer, skipped).flatMap(records::find);
        if (next.isPresent()) {
            show(next.get(), ReviewForm.EMPTY, person, model);
        } else {
            around(person, model);
        }
        return "console/review";
    }

    @GetMapping(ONE)
    String one(@PathVariable String reference, Authentication person, Model model) {
        Feedback feedback = reviewers.required(reference, person);
        if (feedback.joinedTo() != null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (feedback.classification().forReview()) {
            queue.claim(feedback.reference(), person.getName());
        }
        show(feedback, ReviewForm.EMPTY, person, model);
        return "console/review";
    }

    /** @param form what was filled in before, which stays */
    void show(Feedback feedback, ReviewForm form, Authentication person, Model model) {
        LOG.info("event=review-shown reference={} by={}", feedback.reference(), person.getName());
        if (feedback.mayTellOfHarm()) {
            safeguarding.opened(feedback.reference(), person.getName());
        }
        around(person, model);
        model.addAttribute(
                "one",
                ReviewPage.of(feedback, councils.get(feedback.submission().council()), form));
        model.addAttribute("form", form);
        model.addAttribute("pages", LetterPages.numbers(feedback.submission()));
        model.addAttribute("files", StoryController.files(records.attachments(feedback.reference())));
        model.addAttribute(
                "decided",
                decisions.about(feedback.reference()).stream()
                        .map(DecisionLine::of)
                        .toList());
    }

    private void around(Authentication person, Model model) {
        ReviewQueue.Reviewer reviewer = Reviewers.reviewer(person);
        model.addAttribute("section", SECTION);
        model.addAttribute("person", person.getName());
        model.addAttribute("waiting", queue.waiting(reviewer));
        model.addAttribute("toLookAt", decisions.countToLookAt(person.getName(), reviewer.councils()));
    }
}
