-- Mail, the links that it carries, and reading the record of what happened.

-- The outbox: mail is written in the transaction that causes it, and sent afterwards, at least once. What has been
-- sent keeps its envelope only: a body may hold a link, and a link is a secret.
create table mail (
  id              uuid        not null primary key,
  customer_id     uuid        not null references customer (id),
  -- Where it is about somebody who is removed later, the mail goes with them.
  user_id         uuid        not null,
  recipient       text        not null check (length(recipient) <= 320 and recipient !~ '[[:cntrl:][:space:],;<>"]'),
  -- No line ends: a subject is a header.
  subject         text        not null check (length(subject) between 1 and 200 and subject !~ '[[:cntrl:]]'),
  text_body       text,
  html_body       text,
  created_at      timestamptz not null,
  attempts        integer     not null default 0,
  -- Also the lease of whoever is sending it now: until then nobody else takes it.
  next_attempt_at timestamptz not null,
  -- When it was logged that there is no mail server to hand it to.
  held_at         timestamptz,
  sent_at         timestamptz,
  -- When it was given up; the mail stays, with the reason.
  failed_at       timestamptz,
  last_error      text        check (length(last_error) <= 500),
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade,
  check (sent_at is null or (text_body is null and html_body is null)),
  check (sent_at is null or failed_at is null)
);

create index mail_to_send on mail (next_attempt_at) where sent_at is null and failed_at is null;
create index mail_by_user on mail (user_id);

-- A link with which a person sets their password: once, in time, and only while the password door is open to them.
-- Its row is removed when it is used.
create table password_link (
  id           uuid        not null primary key,
  secret_hash  bytea       not null unique,
  customer_id  uuid        not null,
  user_id      uuid        not null,
  kind         text        not null check (kind in ('reset', 'welcome', 'recovery')),
  -- The user's address when the link was made: with another address the link is dead.
  email_folded text        not null collate "C",
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade
);

create index password_link_by_user on password_link (user_id);
create index password_link_by_expiry on password_link (expires_at);

-- What was typed into the page "Forgot password". It is answered at once and looked at afterwards, so that the time of
-- the answer does not tell whether anybody is called so (R29).
create table forgotten_password (
  id           uuid        not null primary key,
  -- A username or an e-mail address, folded.
  name         text        not null check (length(name) <= 320),
  requested_at timestamptz not null,
  ip           text        not null,
  user_agent   text        not null default '' check (length(user_agent) <= 400)
);

-- The audit trail is read by time, by action and by actor, newest first.
create index audit_record_by_time on audit_record (customer_id, at desc, id desc);
create index audit_record_by_action on audit_record (customer_id, action, at desc, id desc);
create index audit_record_by_actor on audit_record (customer_id, actor_user_id, at desc, id desc);
drop index audit_record_by_customer;
