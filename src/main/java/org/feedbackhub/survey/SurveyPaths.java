package org.feedbackhub.survey;

/** Where the survey is. */
public final class SurveyPaths {

    private static final String SURVEY = "/survey/";
    private static final String OPT_OUTS = SURVEY + "opt-out/";

    /** Where it is answered. */
    public static final String PAGE = SURVEY + "{token}";

    /** Where an answer is led that came without its page's token, so that what it holds can be shown again. */
    public static final String REFUSED = PAGE + "/refused";

    /** Where somebody asks for no more surveys. */
    public static final String OPT_OUT = OPT_OUTS + "{token}";

    private SurveyPaths() {}

    static String page(String token) {
        return SURVEY + token;
    }

    static String optOut(String token) {
        return OPT_OUTS + token;
    }
}
