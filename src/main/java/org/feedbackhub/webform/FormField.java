package org.feedbackhub.webform;

import java.util.Arrays;
import java.util.Optional;

/** What a form may tell, as {@code feedback-api.openapi.yaml} names it. */
enum FormField {
    MESSAGE("message"),
    SUBJECT("subject"),
    KIND("kind"),
    SERVICE_AREA("serviceArea"),
    NAME("name"),
    EMAIL("email"),
    PHONE("phone"),
    ADDRESS("address"),
    POSTCODE("postcode"),
    PREFERRED_CONTACT("preferredContact"),
    UPRN("uprn"),
    LOCATION("location"),
    REFERENCE("reference"),
    TENANCY("tenancy"),
    ACCESSIBILITY_NEEDS("accessibilityNeeds"),
    CONSENT("consent"),
    CHANNEL("channel"),
    TAKEN_BY("takenBy");

    private final String id;

    FormField(String id) {
        this.id = id;
    }

    /** The name in postings and problems. */
    String id() {
        return id;
    }

    /** The one of this name, if there is one. */
    static Optional<FormField> of(String id) {
        return Arrays.stream(values()).filter(field -> field.id.equals(id)).findFirst();
    }
}
