package org.feedbackhub.review;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.arrival.AfterCommit;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FeedbackSettled;
import org.feedbackhub.feedback.LessonsChanged;
import org.feedbackhub.feedback.ServiceArea;
import org.feedbackhub.feedback.Settlement;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes down what was decided, here and by the case systems, in the transaction that decides it. */
final class DecisionBook implements FeedbackSettled {

    private final JdbcClient jdbc;
    private final ObjectProvider<LessonsChanged> learners;
    private final InstantSource clock;

    /** @param learners asked for when they are needed, since what they learn from leads here */
    DecisionBook(JdbcClient jdbc, ObjectProvider<LessonsChanged> learners, InstantSource clock) {
        this.jdbc = jdbc;
        this.learners = learners;
        this.clock = clock;
    }

    @Override
    public void settled(Settlement settlement) {
        if (settlement.source() == Settlement.Source.CASE_SYSTEM) {
            enter(settlement, Action.DECIDED);
        }
    }

    /** Enters it; a decision about what the feedback is takes the place of the one before. */
    void enter(Settlement settlement, Action action) {
        Feedback now = settlement.now();
        boolean settles = action.settles();
        ServiceArea area = settles ? now.classification().serviceArea() : null;
        Proposal proposal = proposed(settlement);
        if (settles) {
            displace(settlement, area == null ? null : area.id());
        }
        enter(
                now,
                settlement,
                action,
                proposal,
                settles ? now.classification().kind().id() : null,
                area == null ? null : area.id());
        changed();
    }

    /** Enters what somebody has decided of a part of a message, of which alone the hub never proposed anything. */
    void enterPart(Feedback part, Settlement settlement) {
        ServiceArea area = part.classification().serviceArea();
        enter(
                part,
                settlement,
                Action.DECIDED,
                new Proposal(null, null, null, null, false),
                part.classification().kind().id(),
                area == null ? null : area.id());
    }

    private void enter(
            Feedback now,
            Settlement settlement,
            Action action,
            Proposal proposal,
            @Nullable String kind,
            @Nullable String area) {
        jdbc.sql(
                        """
                        insert into review_decision (id, reference, council, source, action, proposed_kind, proposed_area,
                                                     confidence, model, decided_kind, decided_area, flagged, decided_by,
                                                     decided_at, latest)
                        values (:id, :reference, :council, :source, :action, :proposedKind, :proposedArea,
                                cast(:confidence as double precision), :model, :kind, :area, :flagged, :by, :at, :latest)""")
                .param("id", UUID.randomUUID())
                .param("reference", now.reference().value())
                .param("council", now.submission().council().value())
                .param("source", settlement.source().id())
                .param("action", action.id())
                .param("proposedKind", proposal.kind())
                .param("proposedArea", proposal.area())
                .param("confidence", proposal.confidence())
                .param("model", proposal.model())
                .param("kind", kind)
                .param("area", area)
                .param("flagged", proposal.flagged() || now.mayTellOfHarm())
                .param("by", settlement.by())
                .param("at", Timestamp.from(settlement.at()))
                .param("latest", action.settles())
                .update();
    }

    /**
     * What the hub proposed at first.
     *
     * @param flagged whether the feedback may have told of harm at any time before
     */
    private record Proposal(
            @Nullable String kind,
            @Nullable String area,
            @Nullable Double confidence,
            @Nullable String model,
            boolean flagged) {}

    /** What was decided since is no proposal of the hub's. */
    private Proposal proposed(Settlement settlement) {
        Feedback before = settlement.before();
        Classification classification = before.classification();
        Optional<Proposal> first = jdbc.sql(
                        """
                        select proposed_kind, proposed_area, confidence, model, bool_or(flagged) over () as flagged
                        from review_decision where reference = :reference order by version limit 1""")
                .param("reference", before.reference().value())
                .query((row, number) -> new Proposal(
                        row.getString("proposed_kind"),
                        row.getString("proposed_area"),
                        row.getObject("confidence", Double.class),
                        row.getString("model"),
                        row.getBoolean("flagged") || before.mayTellOfHarm()))
                .optional();
        ServiceArea area = classification.serviceArea();
        return first.orElseGet(() -> new Proposal(
                classification.kind().id(),
                area == null ? null : area.id(),
                classification.confidence(),
                classification.judgement() == null
                        ? null
                        : classification.judgement().model(),
                before.mayTellOfHarm()));
    }

    /** The one before is not the latest any more; and it is overturned where this one says something else. */
    private void displace(Settlement settlement, @Nullable String area) {
        jdbc.sql(
                        """
                        update review_decision
                        set latest = false, version = nextval('review_decision_version'),
                            overturned_by = case when overturned_at is null and differs.differs then :by
                                                 else overturned_by end,
                            overturned_at = case when overturned_at is null and differs.differs then :at
                                                 else overturned_at end
                        from (select id, decided_kind is distinct from :kind
                                         or decided_area is distinct from cast(:area as text) as differs
                              from review_decision where reference = :reference and latest) as differs
                        where review_decision.id = differs.id""")
                .param("by", settlement.by())
                .param("at", Timestamp.from(settlement.at()))
                .param("kind", settlement.now().classification().kind().id())
                .param("area", area)
                .param("reference", settlement.now().reference().value())
                .update();
    }

    /** A second person agrees. @return whether it still waited for one, who is not the one who decided */
    boolean second(UUID id, String by) {
        return looked(id, by, "seconded_by = :by, seconded_at = :now");
    }

    /** A second person disagrees: it teaches nobody, and waits for a new decision. @return as {@link #second} */
    boolean overturn(UUID id, String by) {
        return looked(id, by, "overturned_by = :by, overturned_at = :now");
    }

    private boolean looked(UUID id, String by, String what) {
        boolean done = jdbc.sql(
                                "update review_decision set " + what
                                        + """
                                , version = nextval('review_decision_version')
                                where id = :id and latest and decided_by <> :by
                                  and seconded_at is null and overturned_at is null""")
                        .param("id", id)
                        .param("by", by)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
        if (done) {
            changed();
        }
        return done;
    }

    private void changed() {
        AfterCommit.run(() -> learners.orderedStream().forEach(LessonsChanged::lessonsChanged));
    }

    /** The moment at which something is decided now. */
    Instant now() {
        return clock.instant();
    }
}
