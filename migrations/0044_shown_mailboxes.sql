-- The address at which a person was last seen to read mail: they opened a link that was mailed there, or Microsoft named them by
-- it. Notices go there, so that no customer can use them to write to people who never showed that they belong to it (R35). It
-- stays when someone else gives the user another address, until they show that they read that one.
alter table user_account add column shown_email text check (length(shown_email) <= 320);

-- The address to which TMAS itself has written first how to sign in. Before that, no manager writes there through TMAS.
alter table user_account add column welcomed_email text check (length(welcomed_email) <= 320);

update user_account set welcomed_email = email;
update user_account set shown_email = email
where password_hash is not null or last_sign_in_at is not null
  or exists (select from microsoft_link where user_id = user_account.id and ended_at is null);

-- Whose turn it is in the outbox: customers take turns, so that the many mails of one do not delay those of another.
create table mail_turn (
  customer_id uuid   not null primary key references customer (id),
  -- The larger, the later its last mail was taken.
  number      bigint not null
);
create index mail_waiting_by_customer on mail (customer_id, next_attempt_at, id) where sent_at is null and failed_at is null;

comment on column mail_caused.recipient is 'As mailboxOf folds it: without what follows a plus sign.';
