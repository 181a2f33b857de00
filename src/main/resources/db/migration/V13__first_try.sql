-- When a notification was first handed to the mail server: for how long it is tried counts from then.
alter table notification add column tried_at timestamptz;
update notification set tried_at = decided_at where state = 'sending';
-- Jobs go by priority from now on; those that were planned before have the usual one.
update scheduled_tasks set priority = 50 where priority is null;
alter table scheduled_tasks alter column priority set default 50;
-- What waits is found by its state and time (V12), or by its feedback.
drop index notification_waiting;
