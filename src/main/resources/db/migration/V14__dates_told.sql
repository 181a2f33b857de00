-- Who asked for the next stage in time before requests had dates (V11) was told one by the confirmation, and still has it: the first
-- request for the stage gets the date, and the confirmation the occasion that belongs to it, so that who asks again is told no other.
with told as (
    select reference, occasion, cast(facts ->> 'nextStage' as integer) as stage,
           min(to_date(facts ->> 'nextStageBy', 'FMDD FMMonth YYYY')) as day
    from notification
    where notification = 'stage-confirmed' and occasion = 'stage-' || (facts ->> 'nextStage')
      and facts ->> 'nextStageBy' is not null
    group by 1, 2, 3),
first_request as (
    select distinct on (told.reference, told.stage) follow_up.arrival, told.day
    from told join follow_up on follow_up.reference = told.reference
    where follow_up.standing = 'within-window' and follow_up.next_stage_by is null
      -- what came before the stage before was answered was about that one
      and cast(follow_up.received_at at time zone 'Europe/London' as date) >= coalesce((
          select min(cast(body ->> 'on' as date)) from case_event
          where case_event.reference = told.reference and type = 'org.feedbackhub.case.responded.v1'
            and cast(body ->> 'stage' as integer) = told.stage - 1), date '-infinity')
    order by told.reference, told.stage, follow_up.received_at),
dated as (
    update follow_up set next_stage_by = first_request.day
    from first_request where follow_up.arrival = first_request.arrival)
update notification set occasion = told.occasion || '-' || to_char(told.day, 'YYYY-MM-DD')
from told
where notification.reference = told.reference and notification.notification = 'stage-confirmed'
  and notification.occasion = told.occasion
  -- nor where the same was told once more since
  and not exists (
      select 1 from notification again
      where again.reference = notification.reference and again.notification = 'stage-confirmed'
        and again.recipient = notification.recipient
        and again.occasion = told.occasion || '-' || to_char(told.day, 'YYYY-MM-DD'));
