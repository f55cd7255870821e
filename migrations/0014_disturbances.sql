-- Sign-ins that fail for everybody, as opposed to one customer: Microsoft is down, or TMAS's own registration there no
-- longer works.

-- What our own server heard when it asked Microsoft, never what an address said: a stranger can write an error into the
-- address of our callback, and must not be able to make everybody read that Microsoft is disturbed.
--   registration  Microsoft refused TMAS itself: a secret or certificate that expired or is wrong, an unknown client ID
--   microsoft     no answer, a cut connection, or an answer of the class 5xx
alter table sign_in_attempt add column outage text check (outage in ('registration', 'microsoft'));

-- Empty as long as all is well, so it costs a sign-in nothing.
create index sign_in_attempt_outage on sign_in_attempt (ended_at) where outage is not null;
-- When somebody last came in through Microsoft: the end of every disturbance.
create index sign_in_attempt_through_microsoft on sign_in_attempt (ended_at) where door = 'microsoft' and outcome = 'succeeded';

-- One row an episode, so that of many instances one says so in its log, once.
create table disturbance (
  id       uuid        not null primary key,
  kind     text        not null check (kind in ('registration', 'microsoft')),
  -- The first refusal of the episode.
  began_at timestamptz not null,
  -- Null while it lasts.
  ended_at timestamptz
);

-- One at a time.
create unique index disturbance_that_lasts on disturbance ((true)) where ended_at is null;
create index disturbance_by_beginning on disturbance (began_at);
