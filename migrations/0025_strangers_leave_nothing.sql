-- Anybody can begin a sign-in and leave it undone, or type a wrong password. Such an attempt is kept for a while, so that
-- a manager can read of it, and then it is deleted: an anonymous request leaves no lasting row (R34, docs/decisions/0026).

alter table sign_in_attempt
  -- When the attempt is deleted. Null once somebody proved who they are: it then stays as long as the operator keeps
  -- attempts.
  add column kept_until timestamptz,
  -- Microsoft's answer arrived in a browser other than the one that asked. That one may still take it, in time.
  add column answered_elsewhere_at timestamptz,
  -- What a stranger can make us store is bounded. Older rows may be longer.
  add constraint sign_in_attempt_return_to_is_short check (length(return_to) <= 1000) not valid,
  add constraint sign_in_attempt_login_hint_is_short check (length(login_hint) <= 320) not valid;

-- Attempts from before in which nobody was named. What nothing came back for goes after a day, the others after a month.
update sign_in_attempt set kept_until = ended_at + case
  when code in ('not_returned', 'popup_closed', 'popup_blocked') and help_asked_at is null then interval '1 day'
  else interval '30 days'
end
where purpose = 'sign_in' and outcome = 'refused'
  and (door = 'microsoft' and names_nobody(sign_in_attempt) or door = 'password' and code in ('unknown_user', 'wrong_password'));
update sign_in_attempt set kept_until = started_at + interval '1 day'
where purpose = 'sign_in' and outcome = 'pending' and door = 'microsoft' and names_nobody(sign_in_attempt);

-- What is deleted next, and what one network, and one network through the address of one chain, has in here.
create index sign_in_attempt_kept_until on sign_in_attempt (kept_until) where kept_until is not null;
create index sign_in_attempt_passing_of_network on sign_in_attempt (network, outcome, id) where kept_until is not null;
create index sign_in_attempt_passing_of_chain on sign_in_attempt (chain_id, outcome, network, id)
  where kept_until is not null and chain_id is not null;
create index sign_in_attempt_passing_of_user on sign_in_attempt (user_id, id) where kept_until is not null and user_id is not null;

-- Whether somebody has signed in with Microsoft in this browser before.
create index sign_in_attempt_in_known_browser on sign_in_attempt (browser_hash) where outcome = 'succeeded' and browser_hash is not null;
