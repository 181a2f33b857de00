package org.feedbackhub.notification;

import java.util.List;
import java.util.UUID;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.print.PrintedLetters;

/** Takes letters back that lie in no batch yet, in a transaction that has changed what decides about them. */
final class LetterRecall {

    private final PrintedLetters letters;
    private final NotificationLedger ledger;
    private final NotificationBook book;

    LetterRecall(PrintedLetters letters, NotificationLedger ledger, NotificationBook book) {
        this.letters = letters;
        this.ledger = ledger;
        this.book = book;
    }

    /** Has all that is about the feedback, and on no paper yet, decided again, also where a person had said that it may go. */
    void takeBack(Reference reference) {
        ledger.withdrawApproval(reference);
        List<UUID> taken = letters.takeBack(reference);
        ledger.unwritten(taken);
        taken.forEach(book::decideAgain);
    }
}
