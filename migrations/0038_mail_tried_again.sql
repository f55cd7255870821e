-- When the operator had a mail tried again (tmas mail retry): its time counts from then.
alter table mail add column retried_at timestamptz;
