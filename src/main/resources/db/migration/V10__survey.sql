-- What was answered to the survey about a feedback (P15), once for each and changed until it closes. The answers that were chosen
-- stand apart from what was written, which may be personal. What may tell of harm (P11) stays when the answers are changed.
create table survey_answer (
    reference   text primary key references feedback,
    council     text        not null,
    answered_at timestamptz not null,
    changed_at  timestamptz not null,
    chosen      jsonb       not null,
    written     jsonb       not null,
    concern     text
);

-- Who wants no surveys from a council: addresses in lower case, whatever feedback they were first asked about.
create table survey_opt_out (
    council text        not null,
    address text        not null,
    since   timestamptz not null,
    primary key (council, address)
);
