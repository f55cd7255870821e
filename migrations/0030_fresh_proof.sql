-- Fresh proof (R33): who has just shown that they are the person of a session may change what they sign in with.

alter table session
  -- When the person last proved who they are: at the sign-in or since. For a sign-in with Microsoft, when Microsoft says
  -- that it asked them. Null if Microsoft did not say.
  add column proved_at timestamptz,
  -- What a passkey has to sign to prove it again; the first answer takes it away.
  add column proof_challenge text,
  add column proof_challenged_at timestamptz,
  add check ((proof_challenge is null) = (proof_challenged_at is null));

-- Proving it through Microsoft is an attempt like any other, and is marked: it renews a session and never makes one.
alter table sign_in_attempt
  drop constraint sign_in_attempt_purpose_check,
  add constraint sign_in_attempt_purpose_check check (purpose in ('sign_in', 'test', 'proof'));

-- Which session it is for. It ends with the session.
create table session_proof (
  attempt_id      uuid not null primary key,
  attempt_purpose text not null default 'proof' check (attempt_purpose = 'proof'),
  session_id      uuid not null references session (id) on delete cascade,
  foreign key (attempt_id, attempt_purpose) references sign_in_attempt (id, purpose) on delete cascade
);

create index session_proof_by_session on session_proof (session_id);
