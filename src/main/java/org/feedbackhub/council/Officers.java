package org.feedbackhub.council;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Officers of the council whom the hub writes to.
 *
 * @param safeguarding who is told at once of any risk to a child or an adult (P11)
 * @param safeguardingDeputies who are told when nobody opened it in time
 * @param monitoringOfficer to whom complaints about councillors are passed on, or null where the policy only points to that office
 *     (P10)
 * @param team who gets the digests of what is due and overdue
 * @param qualityAssurance who gets the digest for each meeting of the board (P17); none where there is no such board
 */
public record Officers(
        @NotNull EmailAddress safeguarding,
        @NotNull List<EmailAddress> safeguardingDeputies,
        @Nullable EmailAddress monitoringOfficer,
        @NotEmpty List<EmailAddress> team,
        @NotNull List<EmailAddress> qualityAssurance) {}
