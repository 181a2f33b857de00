-- Whether contact with its writer was restricted when a follow-up was recorded (P13); of a feedback it stands in its state.
alter table follow_up add column contact_restricted boolean not null default false;

-- Whether the case of a feedback is closed, as its case file says: closed, and not reopened or taken to a further stage since.
alter table feedback add column case_closed boolean not null default false;
update feedback set case_closed = true
from (select distinct on (reference) reference, type
      from (select reference, occurred_at, id, type,
                   cast(body ->> 'stage' as integer) as stage,
                   max(case when type = 'org.feedbackhub.case.escalated.v1' then cast(body ->> 'stage' as integer) end)
                       over (partition by reference order by occurred_at, id
                             rows between unbounded preceding and 1 preceding) as reached
            from case_event) as told
      where type in ('org.feedbackhub.case.closed.v1', 'org.feedbackhub.case.reopened.v1')
         or type = 'org.feedbackhub.case.escalated.v1' and stage > coalesce(reached, 1)
      order by reference, occurred_at desc, id desc) as newest
where newest.reference = feedback.reference and newest.type = 'org.feedbackhub.case.closed.v1';

-- Answers that are waited for, by the day on which they are due.
create index feedback_waiting on feedback (council, respond_by) where responded_on is null and not case_closed;

-- Until when somebody who asked for the next stage in time was told that it is answered (P8): what is asked for from now on.
alter table follow_up add column next_stage_by date;
-- An extension's occasion is its date and when it was told, since a date that was put off can hold again.
update notification set occasion = occasion || '-'
where notification = 'extension' and state in ('planned', 'held', 'sending');
