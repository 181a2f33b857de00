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

    /** As {@link #REFUSED}, for the contact centre; a session that ended takes its token along. */
    public static final String PHONE_REFUSED = PHONE + "/refused";

    /** Where somebody lands who signs in beside a page that is half written. */
    public static final String PHONE_SIGNED_IN = PHONE + "/signed-in";

    private PagePaths() {}
}
