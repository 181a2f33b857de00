package org.feedbackhub.webform;

import java.time.Instant;
import org.feedbackhub.council.CouncilProfile;

/**
 * A posting that proved where it comes from and that can be taken.
 *
 * @param source by what it is known in the ledger: {@code web:<council>/<form>/<key>}
 * @param kept as it came
 * @param mapping by which it is read
 * @param body the same with its coding gone
 */
public record PostedForm(
        CouncilProfile council,
        String source,
        Instant receivedAt,
        KeptPosting kept,
        FormMapping mapping,
        FormBody body,
        FormValues values) {}
