-- Whether the backups that servers make by themselves succeed, and whether a drill could restore one. One row each, for
-- all instances: metrics and doctor read it.
create table backup_state (
  work         text        not null primary key check (work in ('backup', 'drill')),

  -- The last success; null before there is one. By the clock of the server that did it.
  began_at     timestamptz,
  succeeded_at timestamptz,
  -- The moment that the backup shows, its name without the folder, and its size.
  backup_of    timestamptz,
  file         text,
  bytes        bigint,
  encrypted    boolean,

  -- What failed since then.
  failures     integer     not null default 0,
  failed_at    timestamptz,
  failure      text,

  check ((began_at is null) = (succeeded_at is null))
);
