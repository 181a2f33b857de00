package org.feedbackhub.webform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;

/** Says what is to be mended before a page is sent. Here somebody can be asked again, so more is said than to a form product. */
final class PageCheck {

    static final String FILES = "files";

    private static final List<FormField> TYPED = List.of(
            FormField.NAME,
            FormField.EMAIL,
            FormField.PHONE,
            FormField.ADDRESS,
            FormField.POSTCODE,
            FormField.REFERENCE,
            FormField.ACCESSIBILITY_NEEDS);

    /** Of the page, from the top. */
    private static final List<String> ORDER = Stream.concat(
                    Stream.of(FormField.MESSAGE.id(), FILES), TYPED.stream().map(FormField::id))
            .toList();

    private final WebFormSettings.Limits limits;

    PageCheck(WebFormSettings.Limits limits) {
        this.limits = limits;
    }

    /**
     * In the order of the page; none if it can be sent.
     *
     * @param dropped whether its files were too large to be read
     */
    List<PageProblem> problems(PageState page, boolean dropped) {
        List<PageProblem> problems = new ArrayList<>();
        if (dropped) {
            problems.add(new PageProblem(FILES, "files.dropped", limits.body().toMegabytes()));
        }
        if (page.value(FormField.MESSAGE).isEmpty()) {
            problems.add(new PageProblem(FormField.MESSAGE, "needed", ""));
        } else if (page.value(FormField.MESSAGE).length() > limits.message()) {
            problems.add(new PageProblem(FormField.MESSAGE, "long", limits.message()));
        }
        files(page, problems);
        TYPED.stream()
                .filter(field -> page.value(field).length() > limits.field())
                .forEach(field -> problems.add(new PageProblem(field, "long", limits.field())));
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
        problems.sort(Comparator.comparingInt(problem -> ORDER.indexOf(problem.field())));
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
