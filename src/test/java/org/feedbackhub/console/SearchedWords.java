package org.feedbackhub.console;

/** The condition of the search for words, for tests elsewhere. */
public final class SearchedWords {

    private SearchedWords() {}

    /** In SQL, with the parameter {@code wanted}. */
    public static String condition() {
        return FoundFeedback.WORDS;
    }
}
