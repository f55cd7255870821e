-- Customers that are suspended or removed, and people who are erased (R39).

-- Since when nobody of the customer can sign in; nothing else of it changes.
alter table customer add column suspended_at timestamptz;

-- Customers that the operator has removed: that there was one, and where its audit trail ended. Whoever watched the trail
-- can tell this from a trail that somebody took away.
create table removed_customer (
  customer_id uuid        not null primary key,
  removed_at  timestamptz not null,
  users       integer     not null,
  records     bigint      not null,
  digest      bytea
);

-- What an audit record says of a person can be erased: the digest of those words stays in their place, so that the chain can
-- still be checked (docs/decisions/0037). The record of the erasure names all that it has erased.
alter table audit_record
  add column erased_digest bytea check (length(erased_digest) = 32),
  add column erased_by     uuid,
  drop constraint audit_record_check,
  add constraint audit_record_in_chain check (
    (sequence is null) = (digest is null) and (sequence is not null) = (salt is not null or erased_digest is not null)
  ),
  add constraint audit_record_erased check (
    (erased_digest is null) = (erased_by is null) and (erased_digest is null or (salt is null and ip is null and user_agent is null))
  );

-- A record gets its place once, and loses its personal words once. Apart from that, it never changes.
create or replace function refuse_to_alter_record() returns trigger language plpgsql as $$
declare
  placed text[] := array['sequence', 'digest', 'salt'];
  erased text[] := array['detail', 'ip', 'user_agent', 'salt', 'erased_digest', 'erased_by'];
begin
  if old.sequence is null and new.sequence is not null and to_jsonb(old) - placed = to_jsonb(new) - placed then
    return new;
  end if;
  if old.sequence is not null and old.erased_digest is null and new.erased_digest is not null and new.detail <@ old.detail
    and to_jsonb(old) - erased = to_jsonb(new) - erased
  then
    return new;
  end if;
  raise exception 'audit records cannot be changed or removed' using errcode = 'insufficient_privilege';
end
$$;

-- Records are removed with their customer, and not otherwise.
create function refuse_to_remove_record() returns trigger language plpgsql as $$
begin
  if exists (select from removed_customer where customer_id = old.customer_id) then
    return old;
  end if;
  raise exception 'audit records cannot be changed or removed' using errcode = 'insufficient_privilege';
end
$$;

drop trigger audit_record_stays on audit_record;
create trigger audit_record_stays before truncate on audit_record
  for each statement execute function refuse_to_alter_audit();
create trigger audit_record_leaves_with_its_customer before delete on audit_record
  for each row execute function refuse_to_remove_record();

create or replace function admit_application(application text) returns void language plpgsql as $$
declare
  home text := current_schema();
begin
  execute format('grant usage on schema %I to %I', home, application);
  execute format('grant select, insert, update, delete on all tables in schema %I to %I', home, application);
  execute format('revoke update, delete on audit_record from %I', application);
  execute format('revoke insert, update, delete on audit_head, removed_customer, schema_migration from %I', application);
end
$$;
