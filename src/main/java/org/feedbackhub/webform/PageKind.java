package org.feedbackhub.webform;

import java.util.Arrays;
import java.util.Optional;
import org.feedbackhub.council.Form;

/** The hub's own forms. */
public enum PageKind {
    /** Filled in by residents. */
    RESIDENT(Form.PAGE),
    /** Filled in by the contact centre. */
    OFFICER(Form.PHONE_PAGE);

    private final String form;

    PageKind(String form) {
        this.form = form;
    }

    /** Its name in the ledger, where a form of the council's would have its id. */
    String form() {
        return form;
    }

    static Optional<PageKind> of(String form) {
        return Arrays.stream(values()).filter(kind -> kind.form.equals(form)).findFirst();
    }
}
