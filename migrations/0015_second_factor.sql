-- The second factor of people who keep a password (R30): an authenticator app, passkeys, and recovery codes for the day
-- when neither is at hand.

-- An authenticator app (RFC 6238). TMAS must be able to read its secret, so it is sealed with a key that is not in the
-- database (server/platform/sealing.ts): a copy of this table makes no codes.
create table authenticator_app (
  user_id       uuid        not null primary key,
  customer_id   uuid        not null,
  sealed_secret bytea       not null,
  -- The newest 30-second step whose code was accepted: that code, and every older one, is spent.
  last_step     bigint      not null,
  added_at      timestamptz not null,
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade
);

-- A passkey (WebAuthn): only its public half is here.
create table passkey (
  id            uuid        not null primary key,
  customer_id   uuid        not null,
  user_id       uuid        not null,
  credential_id bytea       not null unique check (length(credential_id) between 1 and 1023),
  public_key    bytea       not null,
  -- What the authenticator counted at its last use; 0 for one that does not count.
  counter       bigint      not null,
  transports    text[]      not null default '{}',
  name          text        not null check (length(name) between 1 and 100),
  added_at      timestamptz not null,
  last_used_at  timestamptz,
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade
);

create index passkey_by_user on passkey (user_id);

-- A recovery code: some 79 random bits, kept as SHA-256, removed when it is used.
create table recovery_code (
  user_id     uuid  not null,
  customer_id uuid  not null,
  code_hash   bytea not null,
  primary key (user_id, code_hash),
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade
);

-- A factor that somebody is setting up in a session: the app's secret until its first code, or the challenge that a new
-- passkey must sign. The newest takes the place of the one before, and it goes with its session.
create table second_factor_setup (
  session_id    uuid        not null primary key references session (id) on delete cascade,
  sealed_secret bytea,
  challenge     text,
  started_at    timestamptz not null,
  check ((sealed_secret is null) <> (challenge is null))
);

-- A browser that has given the right password and not yet the second factor. It is no session and opens nothing; only the
-- hash of its cookie is here.
create table second_factor_wait (
  secret_hash     bytea       not null primary key,
  attempt_id      uuid        not null references sign_in_attempt (id) on delete cascade,
  customer_id     uuid        not null,
  user_id         uuid        not null,
  -- Of the password's hash: a password that was changed meanwhile proves nothing any more.
  password_digest bytea       not null,
  -- What a passkey must sign; taken away by the first answer.
  challenge       text,
  challenged_at   timestamptz,
  started_at      timestamptz not null,
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade
);

create index second_factor_wait_by_user on second_factor_wait (user_id);
create index second_factor_wait_by_start on second_factor_wait (started_at);
