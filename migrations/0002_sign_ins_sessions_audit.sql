-- How people come in: sign-in attempts, sessions, and the record of it all.

-- One try at signing in, from the first click to its end (R17). Holds no token, code, secret or password: what a
-- browser must prove is kept as a hash, and the nonce and the PKCE verifier are derived from what the browser holds.
create table sign_in_attempt (
  id           uuid        not null primary key,
  -- Eight readable characters that the person sees too.
  reference    text        not null unique collate "C" check (reference ~ '^[2-9A-HJKMNP-Z]{8}$'),
  door         text        not null check (door in ('microsoft', 'password')),
  outcome      text        not null default 'pending' check (outcome in ('pending', 'succeeded', 'refused')),
  code         text,
  started_at   timestamptz not null,
  -- When Microsoft's answer arrived here; from then on the state is spent.
  returned_at  timestamptz,
  ended_at     timestamptz,
  browser_hash bytea,
  state_hash   bytea       unique,
  -- Chosen by the page that opened a pop-up, so that it can ask how its own attempt stands.
  popup_id     uuid,
  -- Whether it is in that pop-up now; false again once it goes on in the page.
  in_popup     boolean     not null default false,
  -- Where at Microsoft: 'organizations' or a tenant. The code is redeemed on the path it was asked on.
  path         text,
  chain_id     uuid        references location (id) on delete set null,
  return_to    text        not null default '/',
  -- Users among whom the person must choose (R11), as long as the choice is open.
  choices      uuid[],
  -- Entra's own session, kept while the choice is open.
  entra_sid    text        check (length(entra_sid) <= 320),
  user_id      uuid,
  login_id     text        check (length(login_id) <= 320),
  tenant_id    uuid,
  object_id    uuid,
  microsoft    jsonb,
  checks       jsonb       not null default '[]',
  ip           text        not null,
  -- The address as it is counted: for IPv6 its /64.
  network      text        not null,
  user_agent   text        not null default '' check (length(user_agent) <= 400),
  check ((outcome = 'pending') = (ended_at is null)),
  check ((outcome = 'refused') = (code is not null))
);

create unique index sign_in_attempt_by_popup on sign_in_attempt (popup_id, browser_hash);
-- To bound what one network can make us keep: attempts that lead to nothing, and answers that nobody asked for.
create index sign_in_attempt_fruitless on sign_in_attempt (network, started_at) where outcome <> 'succeeded';
create index sign_in_attempt_pending_of_browser on sign_in_attempt (browser_hash) where outcome = 'pending';
create index sign_in_attempt_pending on sign_in_attempt (started_at) where outcome = 'pending';
create index sign_in_attempt_unasked on sign_in_attempt (network, started_at) where outcome = 'refused' and state_hash is null and door = 'microsoft';

-- Which customers an attempt concerns, and therefore who may read it.
create table sign_in_attempt_customer (
  customer_id uuid not null references customer (id) on delete cascade,
  attempt_id  uuid not null references sign_in_attempt (id) on delete cascade,
  primary key (customer_id, attempt_id)
);

create index sign_in_attempt_customer_by_attempt on sign_in_attempt_customer (attempt_id);

-- A signed-in browser. Only the hash of its cookie is here, so a copy of this table opens nothing.
create table session (
  id           uuid        not null primary key,
  secret_hash  bytea       not null unique,
  customer_id  uuid        not null,
  user_id      uuid        not null,
  attempt_id   uuid        not null references sign_in_attempt (id),
  door         text        not null check (door in ('microsoft', 'password')),
  -- For a Microsoft session: the tenant and account it rests on, and Entra's own session, for its front-channel sign-out.
  tenant_id    uuid,
  object_id    uuid,
  entra_sid    text        check (length(entra_sid) <= 320),
  created_at   timestamptz not null,
  last_used_at timestamptz not null,
  -- The absolute end; the idle end is counted from last_used_at (R28).
  expires_at   timestamptz not null,
  ip           text        not null,
  user_agent   text        not null default '' check (length(user_agent) <= 400),
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade,
  check ((door = 'microsoft') = (tenant_id is not null))
);

create index session_by_user on session (user_id, created_at);
create index session_by_customer on session (customer_id);
create index session_by_entra_sid on session (entra_sid) where entra_sid is not null;
create index session_by_expiry on session (expires_at);

-- What happened, by whom, to what. Written once.
create table audit_record (
  id            uuid        not null primary key,
  customer_id   uuid        not null references customer (id),
  at            timestamptz not null,
  actor_kind    text        not null check (actor_kind in ('user', 'operator', 'stranger')),
  actor_user_id uuid,
  action        text        not null,
  -- What the action carries; its shape follows from the action (server/audit/audit.ts).
  detail        jsonb       not null,
  ip            text,
  user_agent    text
);

create index audit_record_by_customer on audit_record (customer_id, id);

-- Nobody alters the record, not even by a fault of ours (R23).
create function refuse_to_alter_audit() returns trigger language plpgsql as $$
begin
  raise exception 'audit records cannot be changed or removed' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_record_is_final before update or delete or truncate on audit_record
  for each statement execute function refuse_to_alter_audit();
