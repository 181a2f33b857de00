package org.feedbackhub.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.review.Decision;
import org.feedbackhub.review.Decisions;
import org.feedbackhub.review.ReviewDesk;
import org.feedbackhub.review.Reviewed;
import org.feedbackhub.review.Verdict;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people decide at the page of reviews; each leads on to the next one. */
@Controller
class ReviewActions {

    private static final String NEXT = "redirect:" + ReviewController.REVIEW;
    private static final String RELEASE = "release";

    private final Reviewers reviewers;
    private final ReviewController pages;
    private final ReviewDesk desk;
    private final Decisions decisions;
    private final Councils councils;

    ReviewActions(
            Reviewers reviewers, ReviewController pages, ReviewDesk desk, Decisions decisions, Councils councils) {
        this.reviewers = reviewers;
        this.pages = pages;
        this.desk = desk;
        this.decisions = decisions;
        this.councils = councils;
    }

    @PostMapping(ReviewController.ONE + "/decide")
    ModelAndView decide(
            @PathVariable String reference,
            ReviewForm form,
            Authentication person,
            Model model,
            RedirectAttributes next) {
        Feedback feedback = reviewers.required(reference, person);
        Optional<Verdict> verdict = form.verdict(council(feedback));
        if (verdict.isEmpty()) {
            return refused(feedback, form, person, model, "kind", "Choose what kind it is, and an area of the list");
        }
        boolean release = RELEASE.equals(form.go());
        return attempt(feedback, person, model, form, next, "kind", () -> {
            Reference which = feedback.reference();
            return release
                    ? desk.release(which, form.shownOrNothing(), verdict.get(), person.getName())
                    : desk.decide(which, form.shownOrNothing(), verdict.get(), person.getName());
        });
    }

    @PostMapping(ReviewController.ONE + "/split")
    ModelAndView split(
            @PathVariable String reference,
            ReviewForm form,
            Authentication person,
            Model model,
            RedirectAttributes next) {
        Feedback feedback = reviewers.required(reference, person);
        Optional<Verdict> first = form.verdict(council(feedback));
        Optional<Verdict> second = form.second(council(feedback));
        if (first.isEmpty() || second.isEmpty()) {
            return refused(feedback, form, person, model, "part", "Choose a kind for each part, and areas of the list");
        }
        String part = form.part() == null ? "" : form.part();
        return attempt(
                feedback,
                person,
                model,
                form,
                next,
                "part",
                () -> desk.split(
                        feedback.reference(),
                        form.shownOrNothing(),
                        first.get(),
                        part,
                        second.get(),
                        person.getName()));
    }

    @PostMapping(ReviewController.ONE + "/join")
    ModelAndView join(
            @PathVariable String reference,
            ReviewForm form,
            Authentication person,
            Model model,
            RedirectAttributes next) {
        Feedback feedback = reviewers.required(reference, person);
        String quoted = form.other() == null ? "" : form.other();
        if (Reference.parse(quoted).isEmpty()) {
            return refused(
                    feedback, form, person, model, "other", "Enter the whole reference, for example WL-7K3M-9QD2");
        }
        Optional<Reference> other =
                reviewers.other(quoted, feedback.submission().council(), person);
        if (other.isEmpty()) {
            return refused(
                    feedback, form, person, model, "other", "There is no feedback with that reference in your council");
        }
        Intent intent = form.intent() == null ? Intent.MESSAGE : intent(form.intent());
        return attempt(
                feedback,
                person,
                model,
                form,
                next,
                "other",
                () -> desk.join(feedback.reference(), form.shownOrNothing(), other.get(), intent, person.getName()));
    }

    /** At once and without a question: what it costs to be wrong is a look by those who know. */
    @PostMapping(ReviewController.ONE + "/harm")
    ModelAndView harm(@PathVariable String reference, Authentication person, Model model, RedirectAttributes next) {
        Feedback feedback = reviewers.required(reference, person);
        return attempt(
                feedback,
                person,
                model,
                ReviewForm.EMPTY,
                next,
                "kind",
                () -> desk.markSafeguarding(feedback.reference(), person.getName()));
    }

    /** What a person wants of the desk. */
    private interface Attempt {
        Reviewed make();
    }

    private ModelAndView attempt(
            Feedback feedback,
            Authentication person,
            Model model,
            ReviewForm form,
            RedirectAttributes next,
            String field,
            Attempt attempt) {
        try {
            Reviewed came = attempt.make();
            if (came instanceof Reviewed.Refused refused) {
                return refused(feedback, form, person, model, field, refused.why());
            }
            if (came instanceof Reviewed.Done done) {
                next.addFlashAttribute("done", said(feedback, done));
            } else {
                next.addFlashAttribute("problem", stale(feedback, person));
            }
            return new ModelAndView(NEXT);
        } catch (TransientFault e) {
            next.addFlashAttribute("problem", "It could not be done, and nothing has changed: " + e.getMessage() + ".");
            return new ModelAndView(NEXT + "/" + feedback.reference());
        }
    }

    private static String said(Feedback before, Reviewed.Done done) {
        Reference reference = before.reference();
        Feedback now = done.now();
        if (now.joinedTo() != null) {
            return reference + " was joined to " + done.other() + ".";
        }
        if (now.mayTellOfHarm() && !before.mayTellOfHarm()) {
            return reference + " was marked as telling of harm. The safeguarding officer is told now.";
        }
        String kind = ReviewPage.words(now.classification().kind()).toLowerCase(Locale.UK);
        return done.other() == null
                ? reference + " was decided: " + kind + "."
                : reference + " was decided: " + kind + ". Its second part is " + done.other() + ".";
    }

    /** What somebody may not read any more is not told of. */
    private String stale(Feedback feedback, Authentication person) {
        String nothing = "Nothing was changed: ";
        List<Decision> about = decisions.about(feedback.reference());
        if (about.isEmpty()
                || reviewers.find(feedback.reference().value(), person).isEmpty()) {
            return nothing + "the feedback does not stand any more as the page has shown it.";
        }
        Decision last = about.get(about.size() - 1);
        String who = last.by().equals(person.getName()) ? "you have" : last.by() + " has";
        return nothing + who + " decided about " + feedback.reference() + " meanwhile (" + UkTime.of(last.at()) + ").";
    }

    private ModelAndView refused(
            Feedback feedback, ReviewForm form, Authentication person, Model model, String field, String why) {
        pages.show(feedback, form, person, model);
        model.addAttribute("errorField", field);
        model.addAttribute("error", why);
        return new ModelAndView("console/review", model.asMap(), HttpStatus.BAD_REQUEST);
    }

    private CouncilProfile council(Feedback feedback) {
        return councils.get(feedback.submission().council());
    }

    private static Intent intent(String id) {
        try {
            return Intent.of(id);
        } catch (IllegalArgumentException e) {
            return Intent.MESSAGE;
        }
    }
}
