-- The records of a customer form a chain (R23, docs/decisions/0034): each has a place in it, and a digest over its content, its
-- place and the digest before it. Whoever changes, removes, adds or moves a record breaks the chain, even with the rights of
-- this table's owner.

alter table audit_record
  -- From 1, without gaps, for each customer. Null in records from before this migration, until they are chained.
  add column sequence bigint check (sequence > 0),
  add column digest   bytea  check (length(digest) = 32),
  -- Keeps what a record says of a person from being guessed from its digest.
  add column salt     bytea  check (length(salt) = 16),
  add check ((sequence is null) = (digest is null) and (sequence is null) = (salt is null));

create unique index audit_record_in_sequence on audit_record (customer_id, sequence) where sequence is not null;
create index audit_record_unchained on audit_record (customer_id, at, id) where sequence is null;

-- The end of each customer's chain, so that a record missing at the end is missed too.
create table audit_head (
  customer_id uuid    not null primary key references customer (id),
  sequence    bigint  not null check (sequence >= 0),
  digest      bytea   not null check (length(digest) = 32),
  -- False while records from before this migration wait to be chained. Until then new ones wait with them.
  complete    boolean not null default true
);

-- What the first record of a chain follows.
create function audit_beginning(of_customer uuid) returns bytea
language sql immutable
return sha256(convert_to('TMAS audit trail of ' || of_customer, 'UTF8'));

insert into audit_head (customer_id, sequence, digest, complete)
select id, 0, audit_beginning(id), false from customer
where exists (select from audit_record where customer_id = customer.id);

-- Writes records at the end of their customers' chains. They come ordered by customer. `content` is the SHA-256 of what a record
-- says, in hexadecimal, which TMAS computes (server/audit/chain.ts). It runs with the rights of the owner, so that TMAS itself
-- need not be able to change a head. A transaction calls it last: from here to its end, others of the same customer wait.
create function write_audit(given jsonb) returns void
language plpgsql security definer set search_path from current
as $$
declare
  event record;
  head audit_head;
  sequences bigint[] := '{}';
  digests bytea[] := '{}';
begin
  insert into audit_head (customer_id, sequence, digest)
  select customer_id, 0, audit_beginning(customer_id)
  from (select distinct (one ->> 'customer_id')::uuid from jsonb_array_elements(given) as one) as concerned (customer_id)
  where not exists (select from audit_head as known where known.customer_id = concerned.customer_id)
    -- A customer with records and without a head has lost it to somebody. It does not get another, which would hide that.
    and not exists (select from audit_record as past where past.customer_id = concerned.customer_id)
  order by customer_id
  on conflict do nothing;

  -- In the order of their IDs, so that no two wait for each other.
  perform from audit_head
  where customer_id in (select (one ->> 'customer_id')::uuid from jsonb_array_elements(given) as one)
  order by customer_id for no key update;

  for event in
    select * from rows from (
      jsonb_to_recordset(given) as (customer_id uuid, content text)
    ) with ordinality as one order by ordinality
  loop
    if head.customer_id is distinct from event.customer_id then
      update audit_head set sequence = head.sequence, digest = head.digest where customer_id = head.customer_id;
      select * into head from audit_head where customer_id = event.customer_id and complete;
    end if;
    if head.customer_id is not null then
      head.sequence := head.sequence + 1;
      head.digest := sha256(head.digest || int8send(head.sequence) || decode(event.content, 'hex'));
    end if;
    sequences := sequences || head.sequence;
    digests := digests || head.digest;
  end loop;
  update audit_head set sequence = head.sequence, digest = head.digest where customer_id = head.customer_id;

  insert into audit_record (
    id, customer_id, at, action, detail, actor_kind, actor_user_id, actor_api_key_id, ip, user_agent, sequence, digest, salt
  )
  select
    id, customer_id, at, action, detail, actor_kind, actor_user_id, actor_api_key_id, ip, user_agent,
    sequences[ordinality], digests[ordinality], case when sequences[ordinality] is not null then decode(salt, 'hex') end
  from rows from (jsonb_to_recordset(given) as (
    id uuid, customer_id uuid, at timestamptz, action text, detail jsonb, actor_kind text, actor_user_id uuid,
    actor_api_key_id uuid, ip text, user_agent text, salt text
  )) with ordinality as one;
end
$$;

-- A record gets its place once. Apart from that, it never changes.
create function refuse_to_alter_record() returns trigger language plpgsql as $$
begin
  if old.sequence is null and new.sequence is not null
    and to_jsonb(old) - array['sequence', 'digest', 'salt'] = to_jsonb(new) - array['sequence', 'digest', 'salt']
  then
    return new;
  end if;
  raise exception 'audit records cannot be changed or removed' using errcode = 'insufficient_privilege';
end
$$;

drop trigger audit_record_is_final on audit_record;
create trigger audit_record_stays before delete or truncate on audit_record
  for each statement execute function refuse_to_alter_audit();
create trigger audit_record_is_final before update on audit_record
  for each row execute function refuse_to_alter_record();

-- What the role that TMAS works with may do, if another one owns the tables: read and write everything, except that it can only
-- read and add records, and not at all what only a migration may write.
create function admit_application(application text) returns void language plpgsql as $$
declare
  home text := current_schema();
begin
  execute format('grant usage on schema %I to %I', home, application);
  execute format('grant select, insert, update, delete on all tables in schema %I to %I', home, application);
  execute format('revoke update, delete on audit_record from %I', application);
  execute format('revoke insert, update, delete on audit_head, schema_migration from %I', application);
end
$$;
