-- A language is followed until it is chosen (R24), and who is sent out by a closed door is told so (R13).

-- Whether the person, or somebody in charge of them, has chosen the language. Until then pages are in that of the
-- browser, and `language` is that of who added them, later that of the browser they last came in with: for mails,
-- which no browser asks for.
alter table user_account add column language_chosen boolean not null default false;

-- English was what nobody had chosen, but for those on record.
update user_account set language_chosen = true
where language <> 'en' or id::text in (
  select detail ->> 'userId' from audit_record where action = 'language.chosen'
);

-- A session that was opened by password and ended because that door was closed. Whoever still bears its cookie is told
-- why, and nobody else is; it opens nothing.
create table closed_session (
  secret_hash bytea       not null primary key,
  customer_id uuid        not null,
  user_id     uuid        not null,
  closed_at   timestamptz not null,
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade
);

create index closed_session_by_time on closed_session (closed_at);
create index closed_session_by_user on closed_session (user_id);
