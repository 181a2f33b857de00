package org.feedbackhub.council;

import java.util.List;
import org.feedbackhub.feedback.CouncilId;

/**
 * Something that a council's file assumes, since the policy does not say it, and that nobody has confirmed.
 *
 * @param council in whose file it stands
 * @param assumption as the file's {@code toBeConfirmed} has it
 */
public record Unconfirmed(CouncilId council, String assumption) {

    /** All of them, in the order of the councils and their lists; none of a profile that only shows a policy. */
    public static List<Unconfirmed> in(Councils councils) {
        return councils.all().stream()
                .filter(council ->
                        !council.mailboxes().isEmpty() || !council.forms().isEmpty())
                .flatMap(council -> council.toBeConfirmed().stream().map(open -> new Unconfirmed(council.id(), open)))
                .toList();
    }
}
