-- A mail is judged when it is sent, because what it speaks of may have changed since it was queued.
alter table mail
  -- What kind of mail it is: the rule by which it is judged. Null for one that was queued before this, which is sent as it is.
  add column kind              text,
  -- What it speaks of, as far as the rule asks: IDs, days, digests of links. Its shape goes with the kind.
  add column about             jsonb,
  -- Why it was withdrawn. It then has failed_at, too, and no text any more.
  add column withdrawn_because text;

comment on column mail.retried_at is 'From when the three days count in which it is tried: when it may be sent, or when the operator had it tried again.';
