-- A manager asks a user whether an attempt that names no one was theirs; the user says so through a link (R17).

create table attempt_question (
  id          uuid        not null primary key,
  -- Of the secret in the link. A copy of this table confirms nothing.
  secret_hash bytea       not null unique,
  customer_id uuid        not null,
  user_id     uuid        not null,
  attempt_id  uuid        not null references sign_in_attempt (id) on delete cascade,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade
);

create index attempt_question_by_customer on attempt_question (customer_id, created_at);
create index attempt_question_by_attempt on attempt_question (attempt_id);
create index attempt_question_by_expiry on attempt_question (expires_at);

-- What a customer reads of an attempt that its user has confirmed: when, why and in which words of Microsoft's, and nothing
-- of the network, the browser or the address that was typed, which a wrong answer would tell of somebody else.
alter table sign_in_attempt_customer drop constraint sign_in_attempt_customer_reading_check;
alter table sign_in_attempt_customer
  add constraint sign_in_attempt_customer_reading_check check (reading in ('full', 'other_tenant', 'typed', 'confirmed'));
