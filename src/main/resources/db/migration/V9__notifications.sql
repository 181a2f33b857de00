-- Several of one type about one feedback, such as the extensions of its date, and what was fixed when they were planned.
alter table notification
    add column occasion text  not null default '',
    add column facts    jsonb not null default '{}',
    -- what a person did about it or why, which stands behind the reason of whatever is decided; empty as a rule
    add column remark   text  not null default '',
    drop constraint notification_reference_notification_recipient_key,
    add constraint notification_once unique (reference, notification, recipient, occasion);
create index notification_waiting on notification (due_at) where state in ('planned', 'held', 'sending');
create index notification_decided on notification (decided_at desc) where decided_at is not null;
create index notification_attention on notification (state) where state in ('held', 'failed', 'bounced');

-- Warnings of response dates that have been told, each once for a date.
create table response_warning (
    reference  text        not null references feedback,
    warning    text        not null check (warning in ('approaching', 'overdue')),
    respond_by date        not null,
    warned_at  timestamptz not null,
    primary key (reference, warning, respond_by)
);

-- Who of those who may has opened what may tell of harm.
create table safeguarding_opened (
    reference text        primary key references feedback,
    opened_by text        not null,
    opened_at timestamptz not null
);
