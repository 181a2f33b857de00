package org.feedbackhub.notification;

import com.samskivert.mustache.MustacheException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.ServiceArea;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.print.LetterPress;
import org.feedbackhub.print.LetterText;
import org.feedbackhub.print.UnprintableLetter;
import org.jspecify.annotations.Nullable;

/**
 * Renders every template of every council once at the start, in each of its languages, with everything that a feedback can have and
 * with as little as it can have, so that a missing value shows then and not at a send.
 */
public final class TemplateRehearsal {

    private static final LocalDate DAY = LocalDate.of(2026, 6, 1);

    /** An address that there is not, as long as most are. */
    private static final Contact SOMEBODY = new Contact(
            "Mrs Edith Longstaff",
            null,
            null,
            "The Old Chapel\n14 Mill Lane\nBrigsley Fold\nMarket Rasen\nLincolnshire",
            "LN8 9ZZ",
            null);

    private final Templates templates;
    private final Councils councils;
    private final LetterPress press;

    TemplateRehearsal(Templates templates, Councils councils, LetterPress press) {
        this.templates = templates;
        this.councils = councils;
        this.press = press;
    }

    /** @throws InvalidConfiguration naming council and template of the first that cannot be rendered */
    void rehearse() {
        for (CouncilProfile council : councils.all()) {
            for (Kind kind : Kind.values()) {
                requireContact(council, kind);
            }
            for (String template : Templates.NAMES) {
                for (String language : templates.languages(council.id(), template)) {
                    rehearse(council, template, language);
                }
            }
        }
    }

    /** Lays one letter of each council out. @throws InvalidConfiguration naming the council of the first that cannot be */
    void rehearseLetters() {
        for (CouncilProfile council : councils.all()) {
            if (council.letters() != null) {
                try {
                    letter(council, Templates.NEUTRAL, Templates.ENGLISH, true);
                } catch (UnprintableLetter e) {
                    throw new InvalidConfiguration(
                            Path.of("templates", council.id().value(), "letter.xsl"),
                            "",
                            "expected a stylesheet of which a letter can be made: " + e.getMessage(),
                            e);
                }
            }
        }
    }

    /** What the template says with sample data, for looking at. @throws IllegalArgumentException if there is none of this name */
    public Preview preview(CouncilProfile council, String template, String language) {
        Templates.Rendered rendered =
                templates.render(council.id(), template, language, values(council, template, true));
        return new Preview(rendered.subject(), rendered.text(), rendered.html());
    }

    /**
     * The same on paper, as a file of PDF/A.
     *
     * @throws UnprintableLetter if the council has no letters printed, or it cannot be laid out
     */
    public byte[] letter(CouncilProfile council, String template, String language, boolean largePrint)
            throws UnprintableLetter {
        Templates.Rendered rendered =
                templates.render(council.id(), template, language, values(council, template, true));
        return press.print(new LetterText(
                        council.id(),
                        Reference.of(council.referencePrefix(), new int[Reference.RANDOM_SIGNS]),
                        DAY,
                        rendered.language(),
                        SOMEBODY,
                        rendered.subject(),
                        rendered.content(),
                        largePrint))
                .sheet()
                .pdf();
    }

    /** A mail as it would look. */
    public record Preview(String subject, String text, String html) {}

    /** The names of all templates. */
    public List<String> names() {
        return Templates.NAMES;
    }

    /** In which languages the council has a template. */
    public Set<String> languages(CouncilProfile council, String template) {
        return templates.languages(council.id(), template);
    }

    private static void requireContact(CouncilProfile council, Kind kind) {
        if (kind.referral() && !council.referralContacts().containsKey(kind)) {
            throw new InvalidConfiguration(
                    Path.of("councils", council.id() + ".yaml"),
                    "referralContacts",
                    "expected an entry '" + kind.id() + "' among them");
        }
    }

    private void rehearse(CouncilProfile council, String template, String language) {
        try {
            templates.render(council.id(), template, language, values(council, template, true));
            if (!Notice.FACTS.containsKey(template)) {
                templates.render(council.id(), template, language, values(council, template, false));
            }
        } catch (MustacheException e) {
            throw new InvalidConfiguration(
                    Path.of("templates", council.id().value(), template + ".md"),
                    "",
                    "expected only values that are there: " + e.getMessage(),
                    e);
        }
    }

    private static Map<String, Object> values(CouncilProfile council, String template, boolean everything) {
        Map<String, String> facts = Notice.FACTS.get(template);
        if (facts != null) {
            return NoticeValues.of(council, facts);
        }
        Feedback sample = sample(council, kindOf(template), everything);
        Map<String, Object> values =
                new HashMap<>(FeedbackValues.of(council, sample, CaseFile.empty(sample.reference())));
        values.putAll(MailFacts.extension(DAY, everything ? "we are waiting for a report" : null));
        values.putAll(MailFacts.nextStage(
                2,
                DAY,
                council.stages().reviewer() == null
                        ? "another officer"
                        : council.stages().reviewer()));
        values.put("story", "https://feedback.example.org/console/feedback/" + sample.reference());
        values.put("surveyPage", "https://feedback.example.org/survey/sample");
        values.put("surveyOptOut", "https://feedback.example.org/survey/opt-out/sample");
        return values;
    }

    private static Kind kindOf(String template) {
        if (template.equals(Templates.REFERRAL)) {
            return Kind.SERVICE_REQUEST;
        }
        return List.of(Kind.COMPLIMENT, Kind.COMMENT).stream()
                .filter(kind -> template.endsWith("-" + kind.id()))
                .findFirst()
                .orElse(Kind.COMPLAINT);
    }

    private static Feedback sample(CouncilProfile council, Kind kind, boolean everything) {
        @Nullable ServiceArea area = everything ? council.serviceAreas().get(0).toServiceArea() : null;
        Classification classification =
                new Classification(kind, List.of(kind), area, Set.<Flag>of(), 1, List.of(), false);
        return new Feedback(
                Reference.of(council.referencePrefix(), new int[Reference.RANDOM_SIGNS]),
                Submission.ofText(council.id(), Channel.EMAIL, ""),
                classification,
                DAY.atStartOfDay(council.timeZone()).toInstant(),
                new Promise(DAY, everything ? DAY : null),
                Feedback.FIRST_STAGE,
                "",
                false);
    }
}
