package org.feedbackhub.survey;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.feedbackhub.arrival.DatabaseFaults;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.webform.PageProblem;
import org.feedbackhub.webform.Rates;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;

/** The survey's page, from the link to the thanks. */
final class SurveyPages {

    private final Councils councils;
    private final Questionnaires questionnaires;
    private final SurveyTokens tokens;
    private final FeedbackRecords feedback;
    private final SurveyRecords answers;
    private final SurveyDesk desk;
    private final Rates perAddress;
    private final InstantSource clock;

    SurveyPages(
            Councils councils,
            Questionnaires questionnaires,
            SurveyTokens tokens,
            FeedbackRecords feedback,
            SurveyRecords answers,
            SurveyDesk desk,
            Rates perAddress,
            InstantSource clock) {
        this.councils = councils;
        this.questionnaires = questionnaires;
        this.tokens = tokens;
        this.feedback = feedback;
        this.answers = answers;
        this.desk = desk;
        this.perAddress = perAddress;
        this.clock = clock;
    }

    /**
     * A survey that somebody may answer.
     *
     * @param token of the link
     * @param reference of the feedback
     * @param council that asks
     * @param until the last day on which it can be answered
     */
    record Open(String token, Reference reference, CouncilProfile council, LocalDate until) {}

    /** The survey of the link; nothing if it is none of ours or has closed. */
    Optional<Open> open(String token) {
        return tokens.invitation(token)
                .filter(invitation -> clock.instant().isBefore(invitation.closes()))
                .flatMap(invitation -> council(invitation.reference())
                        .map(council -> new Open(
                                token,
                                invitation.reference(),
                                council,
                                invitation
                                        .closes()
                                        .atZone(council.timeZone())
                                        .toLocalDate()
                                        .minusDays(1))));
    }

    /** The council that gave the reference, told without the database: a page can be given back while that is away. */
    private Optional<CouncilProfile> council(Reference reference) {
        return councils.all().stream()
                .filter(council -> council.referencePrefix().equals(reference.prefix()))
                .findFirst();
    }

    /** Whether there is the feedback still. */
    boolean known(Open survey) {
        return feedback.find(survey.reference()).isPresent();
    }

    /** What was answered before. @throws org.feedbackhub.feedback.TransientFault if it cannot be looked up just now */
    Optional<SurveyAnswer> before(Open survey) {
        return DatabaseFaults.translated(() -> answers.find(survey.reference()));
    }

    /** What a browser posts of the page. */
    AnswerSheet read(Open survey, MultiValueMap<String, String> fields) {
        return AnswerSheet.posted(questionnaires.of(survey.council().id()), fields);
    }

    /** The page as it was left. */
    AnswerSheet asLeft(Open survey, Optional<SurveyAnswer> before) {
        return AnswerSheet.before(questionnaires.of(survey.council().id()), before);
    }

    /** Counts one more answer from the address, unless there are too many. */
    boolean allow(String address) {
        return perAddress.allow(address);
    }

    /** Records the answers. @throws org.feedbackhub.feedback.TransientFault if they cannot be recorded just now */
    SurveyDesk.Result send(Open survey, AnswerSheet sheet) {
        return desk.answer(survey.reference(), survey.council().id(), sheet);
    }

    /**
     * Puts the page where its template finds it.
     *
     * @param before what was answered before
     * @param notice code of a text above the page, or empty
     */
    void show(
            Model model,
            Open survey,
            AnswerSheet sheet,
            Optional<SurveyAnswer> before,
            List<PageProblem> problems,
            String notice) {
        Map<String, PageProblem> byField = new LinkedHashMap<>();
        problems.forEach(problem -> byField.putIfAbsent(problem.field(), problem));
        council(model, survey.council());
        model.addAttribute("survey", survey);
        model.addAttribute("path", SurveyPaths.page(survey.token()));
        model.addAttribute("questionnaire", sheet.questionnaire());
        model.addAttribute("values", sheet.values());
        model.addAttribute("answered", before.isPresent());
        model.addAttribute(
                "kept", before.map(answer -> answer.written().keySet()).orElse(Set.of()));
        model.addAttribute("problems", problems);
        model.addAttribute("problemOf", byField);
        model.addAttribute("notice", notice);
    }

    /** Puts the council where the layout of all pages for residents finds it. */
    static void council(Model model, CouncilProfile council) {
        model.addAttribute("council", council);
        model.addAttribute("action", "/" + council.id() + "/feedback");
    }
}
