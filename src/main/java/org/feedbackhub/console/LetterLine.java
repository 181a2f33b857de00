package org.feedbackhub.console;

import org.feedbackhub.print.PrintedLetters;

/** A letter that was written, as the page of its notification shows it. @param manifest in which it is listed, or empty before that */
public record LetterLine(
        String address, int pages, boolean largePrint, String file, String manifest, String handedOver) {

    static LetterLine of(PrintedLetters.Written letter) {
        return new LetterLine(
                String.join("\n", letter.address()),
                letter.pages(),
                letter.largePrint(),
                letter.file(),
                letter.manifest() == null ? "" : letter.manifest(),
                UkTime.ofOptional(letter.handedOverAt()));
    }
}
