package org.feedbackhub.print;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Optional;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps what goes on paper within bounds: to one address, so that nobody can have a neighbour's letterbox filled by writing in their name,
 * and of one council, since each letter costs.
 */
public final class PostLimits {

    /** Tells these locks from the hub's others. */
    private static final int LOCK_CLASS = 0x0FEEDBA5;

    private final JdbcClient jdbc;
    private final PrintSettings settings;
    private final InstantSource clock;

    PostLimits(JdbcClient jdbc, PrintSettings settings, InstantSource clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Waits until no other transaction enters letters of the council, nor will before the running one ends: what is asked then, and entered,
     * keeps to the bounds.
     */
    public void lock(CouncilId council) {
        jdbc.sql("select pg_advisory_xact_lock(:lockClass, hashtext(:council))")
                .param("lockClass", LOCK_CLASS)
                .param("council", council.value())
                .query(row -> {});
    }

    /** Why no further letter goes to the person for now, in words for the ledger; nothing if one may. */
    public Optional<String> reached(CouncilId council, Contact person) {
        PrintSettings.Cap ofAddress = settings.perAddress();
        String place = PostalAddress.of(person).map(PostalAddress::place).orElse("");
        if (written(council, place, ofAddress) >= ofAddress.atMost()) {
            return Optional.of("that address has had " + ofAddress.atMost() + " letters within " + ofAddress.within());
        }
        PrintSettings.Cap ofCouncil = settings.perCouncil();
        return written(council, null, ofCouncil) >= ofCouncil.atMost()
                ? Optional.of(ofCouncil.atMost() + " letters of the council were written within " + ofCouncil.within())
                : Optional.empty();
    }

    /** @param place null for all */
    private long written(CouncilId council, @Nullable String place, PrintSettings.Cap cap) {
        return jdbc.sql(
                        """
                        select count(*) from printed_letter
                        where council = :council and written_at > :since
                          and (cast(:place as text) is null or place = :place)""")
                .param("council", council.value())
                .param("since", Timestamp.from(clock.instant().minus(cap.within())))
                .param("place", place)
                .query(Long.class)
                .single();
    }
}
