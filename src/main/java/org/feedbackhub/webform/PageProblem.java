package org.feedbackhub.webform;

/**
 * What a person can mend on the page.
 *
 * @param field that holds it
 * @param code of the text that tells it, in templates/webform/messages.properties
 * @param detail a number or name that the text mentions, or empty
 */
public record PageProblem(String field, String code, Object detail) {

    PageProblem(FormField field, String code, Object detail) {
        this(field.id(), field.id() + "." + code, detail);
    }
}
