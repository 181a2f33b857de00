package org.feedbackhub.print;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of the letters that are written, each as it is printed. */
public final class PrintedLetters {

    /** Tells the locks of hand-overs from the hub's others. */
    private static final int LOCK_CLASS = 0x0FEEDBA4;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    PrintedLetters(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Enters it for the next batch, in the transaction that records that its notification is sent. */
    public void add(PrintedLetter letter) {
        jdbc.sql(
                        """
                        insert into printed_letter
                            (notification, council, reference, kind, file, pdf, pages, large_print, address, place,
                             written_at)
                        values (:id, :council, :reference, :kind, :file, :pdf, :pages, :largePrint, :address, :place, :now)""")
                .param("id", letter.notification())
                .param("council", letter.council().value())
                .param("reference", letter.reference().value())
                .param("kind", letter.kind())
                .param("file", letter.file())
                .param("pdf", letter.sheet().pdf())
                .param("pages", letter.sheet().pages())
                .param("largePrint", letter.largePrint())
                .param("address", letter.address().all().toArray(String[]::new))
                .param("place", letter.address().place())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * One that is written.
     *
     * @param manifest the file that lists it, or null while it waits for a batch
     * @param handedOverAt when that lay in the folder, or null before
     */
    public record Written(
            String file,
            int pages,
            boolean largePrint,
            List<String> address,
            @Nullable String manifest,
            @Nullable Instant handedOverAt) {}

    /** The letter that this notification is, if it is one. */
    public Optional<Written> find(UUID notification) {
        return jdbc.sql(
                        """
                        select file, pages, large_print, address, manifest, handed_over_at
                        from printed_letter where notification = :id""")
                .param("id", notification)
                .query((row, number) -> new Written(
                        row.getString("file"),
                        row.getInt("pages"),
                        row.getBoolean("large_print"),
                        address(row),
                        row.getString("manifest"),
                        handedOverAt(row)))
                .optional();
    }

    private static @Nullable Instant handedOverAt(ResultSet row) throws SQLException {
        Timestamp handedOver = row.getTimestamp("handed_over_at");
        return handedOver == null ? null : handedOver.toInstant();
    }

    /** As it is printed. */
    public Optional<byte[]> pdf(UUID notification) {
        return jdbc.sql("select pdf from printed_letter where notification = :id")
                .param("id", notification)
                .query(byte[].class)
                .optional();
    }

    /** How many of a council are written and not in its folder. */
    public long waiting(CouncilId council) {
        return waiting(council, clock.instant());
    }

    /** The same of those that were written until then. */
    long waiting(CouncilId council, Instant until) {
        return jdbc.sql(
                        """
                        select count(*) from printed_letter
                        where council = :council and handed_over_at is null and written_at <= :until""")
                .param("council", council.value())
                .param("until", Timestamp.from(until))
                .query(Long.class)
                .single();
    }

    /** Makes those that belong to no batch yet one of this name, unless there has been one of it. */
    void close(CouncilId council, String manifest) {
        jdbc.sql(
                        """
                        update printed_letter set manifest = :manifest
                        where notification in (
                            select notification from printed_letter where council = :council and manifest is null
                            order by notification for update)
                          and not exists (
                            select 1 from printed_letter other
                            where other.council = :council and other.manifest = :manifest)""")
                .param("manifest", manifest)
                .param("council", council.value())
                .update();
    }

    /** The batches that are not handed over yet, the oldest first. */
    List<String> closed(CouncilId council) {
        return jdbc.sql(
                        """
                        select distinct manifest from printed_letter
                        where council = :council and manifest is not null and handed_over_at is null order by manifest""")
                .param("council", council.value())
                .query(String.class)
                .list();
    }

    /** The letters of a batch in the order in which they were written. */
    List<Manifest.Line> lines(CouncilId council, String manifest) {
        return jdbc.sql(
                        """
                        select notification, file, reference, kind, pages, large_print, written_at, address,
                               encode(sha256(pdf), 'hex') as sha256
                        from printed_letter where council = :council and manifest = :manifest order by written_at, file""")
                .param("council", council.value())
                .param("manifest", manifest)
                .query((row, number) -> new Manifest.Line(
                        row.getObject("notification", UUID.class),
                        row.getString("file"),
                        row.getString("reference"),
                        row.getString("kind"),
                        row.getInt("pages"),
                        row.getBoolean("large_print"),
                        row.getTimestamp("written_at").toInstant(),
                        address(row),
                        row.getString("sha256")))
                .list();
    }

    private static List<String> address(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("address").getArray());
    }

    /** Whether anything of a council was ever put into its folder. */
    boolean everHandedOver(CouncilId council) {
        return jdbc.sql(
                        """
                        select exists (select 1 from printed_letter
                                       where council = :council and handed_over_at is not null)""")
                .param("council", council.value())
                .query(Boolean.class)
                .single();
    }

    /** Waits for nobody: whether no other hub hands over letters of the council just now, nor will before the running transaction ends. */
    boolean lock(CouncilId council) {
        return jdbc.sql("select pg_try_advisory_xact_lock(:lockClass, hashtext(:council))")
                .param("lockClass", LOCK_CLASS)
                .param("council", council.value())
                .query(Boolean.class)
                .single();
    }

    /** Takes back those of a feedback that belong to no batch yet, as if they had not been written. @return their notifications */
    public List<UUID> takeBack(Reference reference) {
        return jdbc.sql(
                        """
                        delete from printed_letter where notification in (
                            select notification from printed_letter where reference = :reference and manifest is null
                            order by notification for update)
                        returning notification""")
                .param("reference", reference.value())
                .query(UUID.class)
                .list();
    }

    void handedOver(CouncilId council, String manifest) {
        jdbc.sql("update printed_letter set handed_over_at = :now where council = :council and manifest = :manifest")
                .param("now", Timestamp.from(clock.instant()))
                .param("council", council.value())
                .param("manifest", manifest)
                .update();
    }
}
