package org.feedbackhub.classification;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The versions of the model that were made on this database: figures and weights, nothing that anybody wrote. */
public final class ModelVersions {

    /** The newest are kept, and those in use. */
    static final int KEPT = 20;

    private static final String COLUMNS =
            """
            select version, base, made_at, examples, lessons, kinds, kinds_right, areas, areas_right, decisions,
                   decisions_right, proposals_right, adopted_at, reason
            from model_version
            """;

    private final JdbcClient jdbc;

    ModelVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that are kept, the newest first. */
    public List<ModelVersion> all() {
        return jdbc.sql(COLUMNS + "order by greatest(made_at, adopted_at) desc, version")
                .query(ModelVersions::version)
                .list();
    }

    /** The one of this name. */
    Optional<ModelVersion> find(String version) {
        return jdbc.sql(COLUMNS + "where version = :version")
                .param("version", version)
                .query(ModelVersions::version)
                .optional();
    }

    /** The one that was adopted last of those on this base, or nothing if none ever was. */
    Optional<ModelVersion> adopted(String base) {
        return jdbc.sql(COLUMNS + "where base = :base and adopted_at is not null order by adopted_at desc limit 1")
                .param("base", base)
                .query(ModelVersions::version)
                .optional();
    }

    /** The names of those whose weights are kept, the newest first. */
    List<String> usable() {
        return jdbc.sql("select version from model_version where bytes is not null order by adopted_at desc, version")
                .query(String.class)
                .list();
    }

    /** The model of this name; nothing if its weights are not kept. */
    Optional<Model> model(String version) {
        return jdbc.sql("select bytes from model_version where version = :version and bytes is not null")
                .param("version", version)
                .query(byte[].class)
                .optional()
                .map(ModelVersions::read);
    }

    /** Enters it, in place of what is there under its name. @param model null where its weights need not be kept */
    void enter(ModelVersion made, @Nullable Model model) {
        Figures figures = made.figures();
        jdbc.sql(
                        """
                        insert into model_version (version, base, made_at, examples, lessons, kinds, kinds_right, areas,
                                                   areas_right, decisions, decisions_right, proposals_right, adopted_at,
                                                   reason, bytes)
                        values (:version, :base, :madeAt, :examples, :lessons, :kinds, :kindsRight, :areas, :areasRight,
                                :decisions, :decisionsRight, :proposalsRight, cast(:adoptedAt as timestamptz), :reason,
                                cast(:bytes as bytea))
                        on conflict (version) do update
                        set made_at = excluded.made_at, kinds = excluded.kinds, kinds_right = excluded.kinds_right,
                            areas = excluded.areas, areas_right = excluded.areas_right, decisions = excluded.decisions,
                            decisions_right = excluded.decisions_right, proposals_right = excluded.proposals_right,
                            adopted_at = excluded.adopted_at, reason = excluded.reason, bytes = excluded.bytes""")
                .param("version", made.version())
                .param("base", made.base())
                .param("madeAt", Timestamp.from(made.madeAt()))
                .param("examples", made.examples())
                .param("lessons", made.lessons())
                .param("kinds", figures.kinds())
                .param("kindsRight", figures.kindsRight())
                .param("areas", figures.areas())
                .param("areasRight", figures.areasRight())
                .param("decisions", figures.lessons())
                .param("decisionsRight", figures.lessonsRight())
                .param("proposalsRight", figures.proposalsRight())
                .param("adoptedAt", made.adoptedAt() == null ? null : Timestamp.from(made.adoptedAt()))
                .param("reason", made.reason())
                .param("bytes", model == null ? null : bytes(model))
                .update();
    }

    /** Has one judge again that did before. */
    void adopt(String version, Instant at, String reason) {
        jdbc.sql("update model_version set adopted_at = :at, reason = :reason where version = :version")
                .param("at", Timestamp.from(at))
                .param("reason", reason)
                .param("version", version)
                .update();
    }

    /** Drops the oldest. @param needed never dropped, however old they are */
    void dropOldest(Collection<String> needed) {
        jdbc.sql(
                        """
                        delete from model_version old
                        where old.version not in (select version from model_version
                                                  order by greatest(made_at, adopted_at) desc, version limit :kept)
                          and old.version <> all(:needed)""")
                .param("kept", KEPT)
                .param("needed", needed.toArray(String[]::new))
                .update();
    }

    private static byte[] bytes(Model model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            model.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Model read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return Model.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelVersion version(ResultSet row, int number) throws SQLException {
        Timestamp adopted = row.getTimestamp("adopted_at");
        return new ModelVersion(
                row.getString("version"),
                row.getString("base"),
                row.getTimestamp("made_at").toInstant(),
                row.getInt("examples"),
                row.getInt("lessons"),
                new Figures(
                        row.getInt("kinds"),
                        row.getInt("kinds_right"),
                        row.getInt("areas"),
                        row.getInt("areas_right"),
                        row.getInt("decisions"),
                        row.getInt("decisions_right"),
                        row.getInt("proposals_right")),
                adopted == null ? null : adopted.toInstant(),
                row.getString("reason"));
    }
}
