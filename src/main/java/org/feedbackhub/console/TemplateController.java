package org.feedbackhub.console;

import java.util.List;
import java.util.Set;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.notification.TemplateRehearsal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The words of all that is sent by the person's councils, with sample data: nothing of any resident. */
@Controller
class TemplateController {

    private static final String LIST = "/console/templates";
    private static final String ITEM = LIST + "/{council}/{template}";
    private static final String ENGLISH = "en";

    private final TemplateRehearsal templates;
    private final Councils councils;

    TemplateController(TemplateRehearsal templates, Councils councils) {
        this.templates = templates;
        this.councils = councils;
    }

    @GetMapping(LIST)
    String list(Authentication person, Model model) {
        model.addAttribute("section", "templates");
        model.addAttribute("person", person.getName());
        model.addAttribute("councils", own(person).stream().map(this::lines).toList());
        return "console/templates";
    }

    private OfCouncil lines(CouncilProfile council) {
        return new OfCouncil(
                council.id().value(),
                council.name(),
                templates.names().stream()
                        .map(name -> new Line(
                                name,
                                templates.preview(council, name, ENGLISH).subject(),
                                String.join(", ", templates.languages(council, name))))
                        .toList());
    }

    @GetMapping(ITEM)
    String item(
            @PathVariable String council,
            @PathVariable String template,
            @RequestParam(defaultValue = ENGLISH) String language,
            Authentication person,
            Model model) {
        CouncilProfile profile = required(council, template, language, person);
        model.addAttribute("section", "templates");
        model.addAttribute("person", person.getName());
        model.addAttribute("council", profile.id().value());
        model.addAttribute("councilName", profile.name());
        model.addAttribute("template", template);
        model.addAttribute("language", language);
        model.addAttribute("languages", templates.languages(profile, template));
        model.addAttribute("mail", templates.preview(profile, template, language));
        return "console/template";
    }

    /** Its HTML, for the frame on its page. */
    @GetMapping(ITEM + "/html")
    ResponseEntity<String> html(
            @PathVariable String council,
            @PathVariable String template,
            @RequestParam(defaultValue = ENGLISH) String language,
            Authentication person) {
        CouncilProfile profile = required(council, template, language, person);
        return HtmlPreview.framed(templates.preview(profile, template, language).html());
    }

    private List<CouncilProfile> own(Authentication person) {
        Set<CouncilId> own = Permissions.councils(person);
        return councils.all().stream()
                .filter(council -> own.contains(council.id()))
                .toList();
    }

    private CouncilProfile required(String council, String template, String language, Authentication person) {
        return own(person).stream()
                .filter(one -> one.id().value().equals(council))
                .filter(one -> templates.languages(one, template).contains(language))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** All of a council's. */
    public record OfCouncil(String id, String name, List<Line> lines) {}

    /** A template as the list shows it. @param languages by their ISO 639 codes */
    public record Line(String template, String subject, String languages) {}
}
