-- Mails of the last day that someone at a customer has caused, so that TMAS does not send other people's mail (R35). Beside the
-- outbox, because a mail there goes with its user.
create table mail_caused (
  id          uuid        not null primary key,
  customer_id uuid        not null references customer (id),
  -- As foldAddress folds it.
  recipient   text        not null collate "C" check (length(recipient) <= 320),
  caused_at   timestamptz not null,
  -- When it is sent at the earliest.
  due_at      timestamptz not null,
  -- The reader is not linked with Microsoft, so nothing has proved whose address it is.
  to_stranger boolean     not null,
  -- What managers have to be told: it is never refused, only sent later.
  is_notice   boolean     not null
);
create index mail_caused_by_customer on mail_caused (customer_id, caused_at) where to_stranger;
create index mail_caused_by_recipient on mail_caused (customer_id, recipient, due_at);
create index mail_caused_by_time on mail_caused (caused_at);
