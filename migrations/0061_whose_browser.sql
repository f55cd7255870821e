-- Of a refused sign-in with Microsoft: the user who had signed in with Microsoft in the same browser before, if no one else
-- had. It says who was probably refused where nothing else does (R34), and the watch over waves asks for it every few seconds.
-- It has no foreign key, as user_id has none: an attempt outlives its user.
alter table sign_in_attempt add column browser_user_id uuid;

create index sign_in_attempt_by_browser_user on sign_in_attempt (browser_user_id, ended_at) where browser_user_id is not null;
