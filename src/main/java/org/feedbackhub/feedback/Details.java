package org.feedbackhub.feedback;

/** The names of what a form may ask, and a letter tell, beside the message and the contact. */
public final class Details {

    /** The kind as the person sees it: a hint, and no decision. */
    public static final String KIND = "kind";

    /** The council's service area as the person sees it, by its id or in words: a hint as well. */
    public static final String SERVICE_AREA = "serviceArea";

    /** Unique Property Reference Number. */
    public static final String UPRN = "uprn";

    /** Where it happened. */
    public static final String LOCATION = "location";

    /** Whether the person rents from the council. */
    public static final String TENANCY = "tenancy";

    /** What the person needs so that they can deal with the council. */
    public static final String ACCESSIBILITY_NEEDS = "accessibilityNeeds";

    /** To what the person agreed. */
    public static final String CONSENT = "consent";

    /** What was given as an e-mail address and is none. */
    public static final String EMAIL_AS_GIVEN = "emailAsGiven";

    /** What was given as an earlier reference and is none. */
    public static final String REFERENCE_AS_GIVEN = "referenceAsGiven";

    /** The date that a letter bears, as 2026-11-23. */
    public static final String LETTER_DATE = "letterDate";

    /** How a letter begins, such as Dear Sir or Madam. */
    public static final String SALUTATION = "salutation";

    /** How many pages a letter has. */
    public static final String PAGES = "pages";

    /** The pages of a letter that could not be read with certainty, such as 1, 3; absent if all could. */
    public static final String UNSURE_PAGES = "unsurePages";

    private Details() {}
}
