package org.feedbackhub.review;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import org.feedbackhub.arrival.DatabaseFaults;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What waits for a person's decision, that which is promised first before all else. What somebody has on the screen is theirs for a
 * while, so that two do not read the same.
 */
public final class ReviewQueue {

    private static final String HARM = "f.state -> 'classification' -> 'flags' @> '[\"safeguarding\"]'";
    private static final String WAITING =
            """
            from feedback f left join review_claim c on c.reference = f.reference
            where f.for_review and (f.council = any(:councils) and not %1$s or f.council = any(:safeguarding) and %1$s)
            """
                    .formatted(HARM);

    /** People who would all have to claim at one moment before somebody is told that nothing is free. */
    private static final int TRIES = 50;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Duration claimFor;
    private final InstantSource clock;

    ReviewQueue(JdbcClient jdbc, TransactionTemplate transaction, Duration claimFor, InstantSource clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.claimFor = claimFor;
        this.clock = clock;
    }

    /**
     * Whose reviews somebody sees.
     *
     * @param person by whom something is claimed
     * @param councils of which they decide what may not tell of harm
     * @param safeguarding of which they decide what may
     */
    public record Reviewer(String person, Collection<CouncilId> councils, Collection<CouncilId> safeguarding) {}

    /** How many wait for somebody like this reviewer. */
    public long waiting(Reviewer reviewer) {
        return jdbc.sql("select count(*) " + WAITING)
                .param("councils", names(reviewer.councils()))
                .param("safeguarding", names(reviewer.safeguarding()))
                .query(Long.class)
                .single();
    }

    /**
     * The first that nobody else has on the screen, which is the reviewer's for a while from now on.
     *
     * @param after of which the reviewer wants the next one; null for the first of all. After the last comes the first
     */
    public Optional<Reference> next(Reviewer reviewer, @Nullable Reference after) {
        return DatabaseFaults.translated(() -> transaction.execute(status -> {
            if (after != null) {
                giveUp(after, reviewer.person());
            }
            return claimed(reviewer, after).or(() -> after == null ? Optional.empty() : claimed(reviewer, null));
        }));
    }

    /** Whoever claims at the same moment is waited for, and the one after theirs is tried. */
    private Optional<Reference> claimed(Reviewer reviewer, @Nullable Reference after) {
        Optional<Reference> free = free(reviewer, after);
        for (int tried = 0; tried < TRIES && free.isPresent(); tried++) {
            if (claim(free.get(), reviewer.person())) {
                return free;
            }
            free = free(reviewer, after);
        }
        return Optional.empty();
    }

    private Optional<Reference> free(Reviewer reviewer, @Nullable Reference after) {
        return jdbc.sql(
                        "select f.reference " + WAITING
                                + """
                        and (c.reference is null or c.claimed_by = :person or c.claimed_until < :now)
                        and (cast(:after as text) is null
                             or (f.acknowledge_by, f.received_at, f.reference)
                                > (select acknowledge_by, received_at, reference from feedback where reference = :after))
                        order by f.acknowledge_by, f.received_at, f.reference limit 1""")
                .param("councils", names(reviewer.councils()))
                .param("safeguarding", names(reviewer.safeguarding()))
                .param("person", reviewer.person())
                .param("now", Timestamp.from(clock.instant()))
                .param("after", after == null ? null : after.value())
                .query(String.class)
                .optional()
                .map(Reference::new);
    }

    /** Has nobody else be shown it for a while, unless it is somebody else's already. @return whether it is this person's now */
    public boolean claim(Reference reference, String person) {
        Instant now = clock.instant();
        return jdbc.sql(
                                """
                        insert into review_claim (reference, claimed_by, claimed_until) values (:reference, :person, :until)
                        on conflict (reference) do update
                        set claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until
                        where review_claim.claimed_by = :person or review_claim.claimed_until < :now""")
                        .param("reference", reference.value())
                        .param("person", person)
                        .param("until", Timestamp.from(now.plus(claimFor)))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    private void giveUp(Reference reference, String person) {
        jdbc.sql("delete from review_claim where reference = :reference and claimed_by = :person")
                .param("reference", reference.value())
                .param("person", person)
                .update();
    }

    /** Nobody has it on the screen any more, for it was decided. */
    void done(Reference reference) {
        jdbc.sql("delete from review_claim where reference = :reference")
                .param("reference", reference.value())
                .update();
    }

    private static String[] names(Collection<CouncilId> councils) {
        return councils.stream().map(CouncilId::value).toArray(String[]::new);
    }
}
