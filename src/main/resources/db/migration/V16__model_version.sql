-- The models that were made of the configured examples and of what people decided: weights and figures, nobody's words.
create table model_version (
    version         text primary key,
    -- the version of the configured examples, rules and areas on which it was made; its own where it was made of these alone
    base            text        not null,
    made_at         timestamptz not null,
    examples        integer     not null,
    lessons         integer     not null,
    -- of the configured examples, each held back once: those whose kind or area is known, and how many of them it told
    kinds           integer     not null,
    kinds_right     integer     not null,
    areas           integer     not null,
    areas_right     integer     not null,
    -- of the decisions, each held back once: those with a proposal, for how many it tells what was decided, and the proposal did
    decisions       integer     not null,
    decisions_right integer     not null,
    proposals_right integer     not null,
    -- null where it was refused
    adopted_at      timestamptz,
    reason          text        not null,
    -- null where it was refused, and of the configured one, which each instance has in its folder
    bytes           bytea
);
create index model_version_adopted on model_version (base, adopted_at) where adopted_at is not null;
