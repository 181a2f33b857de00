-- What came, once for each item at its source, with the one outcome that it had.
create table arrival (
    id          uuid primary key,
    source      text        not null unique,
    council     text        not null,
    channel     text        not null,
    received_at timestamptz not null,
    arrived_at  timestamptz not null,
    sha256      char(64)    not null,
    size        bigint      not null,
    outcome     text        not null check (outcome in
        ('recorded', 'follow-up', 'duplicate', 'automatic', 'spam', 'quarantined')),
    reason      text        not null,
    reference   text
);
create index arrival_sha256 on arrival (sha256);
create index arrival_arrived_at on arrival (arrived_at);
create index arrival_quarantined on arrival (arrived_at) where outcome = 'quarantined';

-- What was understood of it. The state is the whole Feedback; the columns are what is looked for.
create table feedback (
    reference      text primary key,
    arrival        uuid        not null references arrival,
    council        text        not null,
    channel        text        not null,
    kind           text        not null,
    for_review     boolean     not null,
    received_at    timestamptz not null,
    acknowledge_by date        not null,
    respond_by     date,
    last_event     integer     not null default 0,
    state          jsonb       not null
);
create index feedback_arrival on feedback (arrival);
create index feedback_for_review on feedback (received_at) where for_review;

-- Files that came with it; their bytes are in the raw store.
create table attachment (
    reference  text    not null references feedback,
    id         integer not null,
    name       text    not null,
    media_type text    not null,
    size       bigint  not null,
    sha256     char(64) not null,
    scan       text    not null,
    primary key (reference, id)
);
create index attachment_sha256 on attachment (sha256);

-- Facts as they are published, in order of their sequence per reference. Written once and not touched again.
create table event (
    position    bigint generated always as identity primary key,
    id          uuid        not null,
    reference   text        not null references feedback,
    sequence    integer     not null,
    council     text        not null,
    topic       text        not null,
    type        text        not null,
    data_schema text        not null,
    occurred_at timestamptz not null,
    body        bytea
);
create unique index event_reference_sequence on event (reference, sequence);

-- Which of them wait: narrow rows that go when the broker has the event, so that publishing rewrites no body.
create table outbox (
    position  bigint   primary key,
    shard     smallint not null,
    reference text     not null,
    sequence  integer  not null,
    bytes     integer  not null,
    attempts  integer  not null default 0,
    retry_at  timestamptz
);
create index outbox_shard on outbox (shard, position);
create unique index outbox_reference_sequence on outbox (reference, sequence);

-- Where each came to lie on the broker.
create table publication (
    position     bigint      primary key,
    published_at timestamptz not null,
    partition    integer     not null,
    log_offset   bigint      not null
);

-- What is, was, or will not be sent to a person, each once for a feedback, with the decision and its reason.
create table notification (
    id           uuid primary key,
    reference    text        not null references feedback,
    notification text        not null,
    recipient    text        not null,
    variant      text        not null,
    state        text        not null check (state in ('planned', 'held', 'sending', 'sent', 'suppressed', 'failed')),
    reason       text        not null,
    due_at       timestamptz not null,
    decided_at   timestamptz,
    message_id   text        not null unique,
    unique (reference, notification, recipient)
);

-- db-scheduler's own table, in the form its version 16 asks for.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority_execution_time on scheduled_tasks (priority desc, execution_time asc);
