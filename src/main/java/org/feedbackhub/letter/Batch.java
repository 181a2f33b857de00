package org.feedbackhub.letter;

import java.util.ArrayList;
import java.util.List;
import org.feedbackhub.council.Scanner.Separators;

/**
 * A file that holds letters, by what stands between them.
 *
 * @param letters in their order; none if there are separators only
 * @param separators pages that belong to no letter
 */
record Batch(List<Letter> letters, int separators) {

    /** A letter's pages. @param first from 1 */
    record Letter(int first, int last) {
        int pages() {
            return last - first + 1;
        }
    }

    /** @param marks of all pages, in their order */
    static Batch of(List<PageMark> marks, Separators separators) {
        List<Letter> letters = new ArrayList<>();
        int between = 0;
        int first = 0;
        for (int page = 1; page <= marks.size(); page++) {
            if (isSeparator(marks, page, separators)) {
                add(letters, first, page - 1);
                first = 0;
                between++;
            } else if (first == 0) {
                first = page;
            }
        }
        add(letters, first, marks.size());
        return new Batch(List.copyOf(letters), between);
    }

    private static boolean isSeparator(List<PageMark> marks, int page, Separators separators) {
        PageMark mark = marks.get(page - 1);
        return switch (separators) {
            case NONE -> false;
            case BLANK_PAGE -> mark == PageMark.BLANK;
            // the back of a sheet, where both sides are scanned
            case SHEET ->
                mark == PageMark.SHEET || mark == PageMark.BLANK && page > 1 && marks.get(page - 2) == PageMark.SHEET;
        };
    }

    private static void add(List<Letter> letters, int first, int last) {
        if (first > 0) {
            letters.add(new Letter(first, last));
        }
    }

    /** Whether the file is one letter and nothing else. */
    boolean isOneLetter() {
        return letters.size() == 1 && separators == 0;
    }
}
