-- A language is followed until it is chosen (R24).

-- Whether the person, or somebody in charge of them, has chosen the language. Until then pages are in that of the
-- browser, and `language` is that of who added them, later that of the browser they last came in with: for mails,
-- which no browser asks for.
alter table user_account add column language_chosen boolean not null default false;

-- English was what nobody had chosen, but for those on record.
update user_account set language_chosen = true
where language <> 'en' or id::text in (
  select detail ->> 'userId' from audit_record where action = 'language.chosen'
);
