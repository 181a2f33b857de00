package org.feedbackhub.console;

import java.util.List;
import java.util.Set;
import org.feedbackhub.classification.ModelInUse;
import org.feedbackhub.classification.ModelVersions;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.review.Accuracy;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How often the hub was right, by what people decided; counts alone, of the person's councils. */
@Controller
class AccuracyController {

    private final Accuracy accuracy;
    private final ModelVersions versions;
    private final ModelInUse inUse;

    AccuracyController(Accuracy accuracy, ModelVersions versions, ModelInUse inUse) {
        this.accuracy = accuracy;
        this.versions = versions;
        this.inUse = inUse;
    }

    @GetMapping(ReviewController.REVIEW + "/accuracy")
    String accuracy(@RequestParam(defaultValue = "") String kind, Authentication person, Model model) {
        Reviewers.reviewer(person);
        Set<CouncilId> councils = Permissions.councils(person, Role.REVIEWER, Role.SAFEGUARDING);
        List<Accuracy.Week> all = accuracy.byWeek(councils, UkTime.ZONE);
        List<Accuracy.Week> weeks = all.stream()
                .filter(one -> kind.isEmpty() || one.kind().equals(kind))
                .toList();
        model.addAttribute("section", ReviewController.SECTION);
        model.addAttribute("person", person.getName());
        model.addAttribute("since", Accuracy.WEEKS);
        model.addAttribute("kind", kind);
        model.addAttribute(
                "choices",
                all.stream()
                        .map(Accuracy.Week::kind)
                        .distinct()
                        .sorted()
                        .map(one -> new KindChoice(one, ReviewPage.words(one)))
                        .toList());
        model.addAttribute("kinds", AccuracyLine.byKind(all));
        model.addAttribute("weeks", AccuracyLine.byWeek(weeks));
        model.addAttribute("chart", AccuracyChart.of(accuracy.weeks(UkTime.ZONE), weeks));
        model.addAttribute(
                "pairs",
                accuracy.confusion(councils, UkTime.ZONE).stream()
                        .map(one -> new PairLine(
                                ReviewPage.words(one.proposed()), ReviewPage.words(one.decided()), one.decisions()))
                        .toList());
        model.addAttribute(
                "versions",
                accuracy.byVersion(councils, UkTime.ZONE).stream()
                        .map(one -> new VersionLine(
                                one.model().isEmpty() ? "rules alone" : one.model(),
                                UkTime.of(one.first()) + " to " + UkTime.of(one.last()),
                                one.decisions(),
                                AccuracyLine.share(one.confirmed(), one.decisions())))
                        .toList());
        model.addAttribute("models", ModelLine.of(versions, inUse));
        model.addAttribute("judging", inUse.version());
        return "console/review-accuracy";
    }

    /** A kind of which alone the weeks can be shown. */
    public record KindChoice(String id, String name) {}

    /** What was proposed and what was decided. */
    public record PairLine(String proposed, String decided, long decisions) {}

    /** A version of the model. */
    public record VersionLine(String model, String when, long decisions, String share) {}
}
