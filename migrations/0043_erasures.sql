-- Erasures of people that wait for the audit trail (R39, docs/decisions/0040). Only the owner of the tables may take words out of
-- a record, so TMAS's own role leaves here what the owner needs to find them. A row goes when its words are erased.
create table erasure (
  customer_id uuid        not null references customer (id) on delete cascade,
  user_id     uuid        not null,
  asked_at    timestamptz not null,
  asked_by    jsonb       not null,
  -- The addresses of the person, in lower case, and the references of their sign-ins.
  addresses   text[]      not null,
  sign_ins    text[]      not null,
  primary key (customer_id, user_id)
);
