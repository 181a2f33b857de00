package org.feedbackhub.console;

/**
 * Where in a list somebody is.
 *
 * @param page from 1
 * @param pages at least 1
 * @param total lines on all of them
 */
record Paging(int page, long pages, long total) {

    /** Lines on a page. */
    static final int SIZE = 20;

    static Paging of(int page, long total) {
        return new Paging(page, Math.max(1, (total + SIZE - 1) / SIZE), total);
    }

    /** The page before this one, or 0. */
    public int previous() {
        return page - 1;
    }

    /** The page after this one, or 0. */
    public int next() {
        return page < pages ? page + 1 : 0;
    }
}
