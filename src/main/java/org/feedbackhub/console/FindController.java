package org.feedbackhub.console;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page Find. What is looked for is sent by POST and never stands in an address: names, addresses and words of residents
 * would else be kept in the browser's history, in the access logs of proxies, and wherever an address is passed on.
 */
@Controller
class FindController {

    private static final Logger LOG = LoggerFactory.getLogger(FindController.class);
    private static final String FIND = "/console/find";
    private static final int LONGEST = 200;

    private final FoundFeedback feedback;

    FindController(FoundFeedback feedback) {
        this.feedback = feedback;
    }

    @GetMapping(FIND)
    String ask(Authentication person, Model model) {
        return view(person, model, "");
    }

    @PostMapping(FIND)
    String find(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            Authentication person,
            Model model) {
        String wanted = q.replace("\0", "").strip();
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            model.addAttribute(
                    "wantedError",
                    wanted.isEmpty()
                            ? "Enter a reference, an email address or words"
                            : "What you look for must be " + LONGEST + " characters or fewer");
            return view(person, model, wanted);
        }
        int asked = Math.max(page, 1);
        FoundFeedback.Scope scope = new FoundFeedback.Scope(
                ReadableFeedback.councils(person), Permissions.councils(person, Role.SAFEGUARDING));
        List<FoundFeedback.Hit> hits = feedback.page(wanted, scope, asked - 1);
        LOG.info("event=searched by={} found={}", person.getName(), hits.size());
        model.addAttribute("hits", hits.stream().limit(Paging.SIZE).toList());
        model.addAttribute("previous", asked - 1);
        model.addAttribute("next", hits.size() > Paging.SIZE ? asked + 1 : 0);
        return view(person, model, wanted);
    }

    private static String view(Authentication person, Model model, String wanted) {
        model.addAttribute("section", "find");
        model.addAttribute("person", person.getName());
        model.addAttribute("wanted", wanted);
        return "console/find";
    }
}
