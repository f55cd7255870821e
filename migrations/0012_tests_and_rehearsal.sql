-- The test of the connection (R20), and the rehearsal of mandatory authentication.

-- A test is an attempt like any other, and is marked: it ends in a report, never in a session. That is kept by the
-- database, too. A session points to its attempt together with what the attempt was for, and only a sign-in will do.
alter table sign_in_attempt
  add column purpose text not null default 'sign_in' check (purpose in ('sign_in', 'test')),
  add unique (id, purpose),
  -- What a sign-in by password, which succeeded, would have been answered had mandatory authentication been on: while it
  -- is rehearsed.
  add column rehearsed_code text;

create index sign_in_attempt_rehearsed on sign_in_attempt (user_id, started_at) where rehearsed_code is not null;

alter table session
  add column attempt_purpose text not null default 'sign_in' check (attempt_purpose = 'sign_in'),
  drop constraint session_attempt_id_fkey,
  add foreign key (attempt_id, attempt_purpose) references sign_in_attempt (id, purpose);

-- What a test is about; how it stands, and what it found, is in its attempt.
create table connection_test (
  attempt_id      uuid not null primary key,
  attempt_purpose text not null default 'test' check (attempt_purpose = 'test'),
  customer_id     uuid not null,
  location_id     uuid not null,
  -- The tenant ID that is tried: the one in force, or one that is not saved yet.
  tenant_id       uuid not null,
  -- Who tests, and in which session. Without a foreign key: the session may end, and the test with it.
  user_id         uuid not null,
  session_id      uuid not null,
  started_at      timestamptz not null,
  foreign key (attempt_id, attempt_purpose) references sign_in_attempt (id, purpose) on delete cascade,
  foreign key (customer_id, location_id) references location (customer_id, id) on delete cascade,
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade
);

create index connection_test_by_user on connection_test (user_id, started_at);
create index connection_test_by_location on connection_test (location_id);

-- Since when mandatory authentication is rehearsed: nobody is refused, and who would have been is noted.
alter table advanced_settings
  add column rehearsal_since timestamptz,
  add check (rehearsal_since is null or (azure_tenant_id is not null and not mandatory_authentication));
