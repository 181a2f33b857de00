-- Whose dead letter it is: the letters in front of the reference that it is about, whether that is known or not; null where it
-- names none or two councils. Those of before are told by what they say outside of their body, which the hub reads from now on.
alter table dead_letter add column prefix text;
update dead_letter
set prefix = substring(coalesce(headers ->> 'ce_subject', key) from '^([A-Z]{2,4})-[0-9A-Z]{4}-[0-9A-Z]{4}$')
where coalesce(headers ->> 'content-type', '') not ilike 'application/cloudevents+json%'
  and (key is null or headers ->> 'ce_subject' is null or key = headers ->> 'ce_subject');

-- What the console counts however old it is; the rest it counts by when it was decided.
drop index notification_attention;
create index notification_to_see on notification (state, due_at)
    where state in ('planned', 'held', 'sending', 'failed', 'bounced');
