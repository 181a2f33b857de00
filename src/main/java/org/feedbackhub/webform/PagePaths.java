package org.feedbackhub.webform;

/** Where the hub's own forms are. */
public final class PagePaths {

    private static final String COUNCIL = "/{council:(?!console$).+}";

    /** For residents. */
    public static final String FORM = COUNCIL + "/feedback";

    /** The council's colour. */
    public static final String COLOURS = FORM + "/colours.css";

    /** Where a posting is led that came without its token, so that what it holds can be shown again. */
    public static final String REFUSED = FORM + "/refused";

    /** For the contact centre. */
    public static final String PHONE = FORM + "/phone";

    private PagePaths() {}
}
