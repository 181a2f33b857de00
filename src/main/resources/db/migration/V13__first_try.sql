-- When a notification was first handed to the mail server: for how long it is tried counts from then.
alter table notification add column tried_at timestamptz;
update notification set tried_at = decided_at where state = 'sending';
