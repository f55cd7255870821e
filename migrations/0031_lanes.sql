-- Strangers cannot keep anyone out (R29). Some counts now last for a day instead of a quarter of an hour, so each row
-- says itself when it no longer counts. The default is for instances of the version before.
alter table password_tries add column expires_at timestamptz not null default now() + interval '15 minutes';
create index password_tries_expires on password_tries (expires_at);

-- Keys with which TMAS signs what it hands to browsers, such as the mark of a device that has signed in. They are in
-- the database, and not in a file, because every instance has to accept what another one signed. A backup leaves them
-- out: a copy of it must not be able to make marks.
create table signing_key (
  purpose text        not null primary key,
  key     bytea       not null,
  made_at timestamptz not null
);
