package org.feedbackhub.webform;

import java.util.ArrayList;
import java.util.List;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;

/** Says what is to be mended before a page is sent. Here somebody can be asked again, so more is said than to a form product. */
final class PageCheck {

    static final String FILES = "files";

    private final WebFormSettings.Limits limits;

    PageCheck(WebFormSettings.Limits limits) {
        this.limits = limits;
    }

    /** In the order of the page; none if it can be sent. */
    List<PageProblem> problems(PageState page) {
        List<PageProblem> problems = new ArrayList<>();
        if (page.value(FormField.MESSAGE).isEmpty()) {
            problems.add(new PageProblem(FormField.MESSAGE, "needed", ""));
        } else if (page.value(FormField.MESSAGE).length() > limits.message()) {
            problems.add(new PageProblem(FormField.MESSAGE, "long", limits.message()));
        }
        files(page, problems);
        for (FormField field : FormField.values()) {
            int given = page.value(field).length();
            if (field != FormField.MESSAGE && given > limits.field()) {
                problems.add(new PageProblem(field.id(), "long", limits.field()));
            }
        }
        contact(page, problems);
        String reference = page.value(FormField.REFERENCE);
        if (!reference.isEmpty()
                && reference.length() <= limits.field()
                && Reference.parse(reference)
                        .filter(one -> one.prefix().equals(page.council().referencePrefix()))
                        .isEmpty()) {
            problems.add(new PageProblem(
                    FormField.REFERENCE, "mistyped", page.council().referencePrefix()));
        }
        return problems;
    }

    private void files(PageState page, List<PageProblem> problems) {
        if (page.lost()) {
            problems.add(new PageProblem(FILES, "files.lost", ""));
        }
        if (page.files().size() > limits.files()) {
            problems.add(new PageProblem(FILES, "files.many", limits.files()));
        }
        for (PageFile file : page.files()) {
            if (file.size() > limits.fileSize().toBytes()) {
                problems.add(new PageProblem(FILES, "files.large", file.name()));
            }
        }
        if (page.files().stream().mapToLong(PageFile::size).sum()
                > limits.body().toBytes()) {
            problems.add(new PageProblem(FILES, "files.together", limits.body().toMegabytes()));
        }
    }

    private void contact(PageState page, List<PageProblem> problems) {
        String email = page.value(FormField.EMAIL);
        if (!email.isEmpty()
                && email.length() <= limits.field()
                && EmailAddress.parse(email).isEmpty()) {
            problems.add(new PageProblem(FormField.EMAIL, "mistyped", ""));
        }
        FormField wanted =
                switch (page.value(FormField.PREFERRED_CONTACT)) {
                    case "email" -> FormField.EMAIL;
                    case "phone" -> FormField.PHONE;
                    case "post" -> FormField.ADDRESS;
                    default -> null;
                };
        if (wanted != null && page.value(wanted).isEmpty()) {
            problems.add(new PageProblem(wanted, "wanted", ""));
        }
    }
}
