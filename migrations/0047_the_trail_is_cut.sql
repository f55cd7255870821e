-- Audit records are kept for as long as the operator says (R39, docs/decisions/0043). What is older is cut off the beginning of a
-- customer's chain. A record in the chain says where it begins from then on, and so does this table.

create table audit_cut (
  customer_id uuid   not null primary key references customer (id),
  -- The last record that was cut off. The next one follows it.
  sequence    bigint not null check (sequence > 0),
  digest      bytea  not null check (length(digest) = 32)
);

-- Records that had lost their words before they were cut off, while the record of that erasure, which counts them, is still there.
create table audit_cut_erased (
  customer_id uuid not null references customer (id),
  record_id   uuid not null,
  erased_by   uuid not null,
  primary key (customer_id, record_id)
);

-- Records are removed with their customer, or from the beginning of a chain that says so, and not otherwise.
create or replace function refuse_to_remove_record() returns trigger language plpgsql as $$
begin
  if exists (select from removed_customer where customer_id = old.customer_id)
    or exists (select from audit_cut where customer_id = old.customer_id and sequence >= old.sequence)
  then
    return old;
  end if;
  raise exception 'audit records cannot be changed or removed' using errcode = 'insufficient_privilege';
end
$$;

create or replace function admit_application(application text) returns void language plpgsql as $$
declare
  home text := current_schema();
begin
  execute format('grant usage on schema %I to %I', home, application);
  execute format('grant select, insert, update, delete on all tables in schema %I to %I', home, application);
  execute format('revoke update, delete on audit_record from %I', application);
  execute format(
    'revoke insert, update, delete on audit_head, audit_cut, audit_cut_erased, removed_customer, schema_migration from %I',
    application
  );
end
$$;
