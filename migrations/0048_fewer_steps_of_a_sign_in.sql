-- What a sign-in costs the database, once more (docs/performance.md). Nothing changes for those who read.

-- Almost every transaction writes one record, so one is written without asking for more than its place. Any number is
-- written as before.
create or replace function write_audit(given jsonb) returns void
language plpgsql security definer set search_path from current
as $$
declare
  single jsonb;
  event record;
  head audit_head;
  sequences bigint[] := '{}';
  digests bytea[] := '{}';
begin
  if jsonb_array_length(given) = 1 then
    single := given -> 0;
    update audit_head
    set sequence = sequence + 1,
      digest = sha256(digest || int8send(sequence + 1) || decode(single ->> 'content', 'hex'))
    where customer_id = (single ->> 'customer_id')::uuid and complete
    returning * into head;
    if head.customer_id is not null then
      insert into audit_record (
        id, customer_id, at, action, detail, actor_kind, actor_user_id, actor_api_key_id, ip, user_agent, sequence,
        digest, salt
      ) values (
        (single ->> 'id')::uuid, head.customer_id, (single ->> 'at')::timestamptz, single ->> 'action', single -> 'detail',
        single ->> 'actor_kind', (single ->> 'actor_user_id')::uuid, (single ->> 'actor_api_key_id')::uuid, single ->> 'ip',
        single ->> 'user_agent', head.sequence, head.digest, decode(single ->> 'salt', 'hex')
      );
      return;
    end if;
  end if;

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

-- PostgreSQL reads each CHECK of a table again for each statement that writes there. A sign-in writes its attempt three
-- times, and 18 of them cost more than everything they check. One calls a function, which is read once per connection.
create function is_sound(attempt sign_in_attempt) returns boolean
language plpgsql immutable
as $$
begin
  return attempt.reference ~ '^[2-9A-HJKMNP-Z]{8}$'
    and attempt.door in ('microsoft', 'password')
    and attempt.purpose in ('sign_in', 'test', 'proof')
    and attempt.outcome in ('pending', 'succeeded', 'refused')
    and (attempt.outcome = 'pending') = (attempt.ended_at is null)
    and (attempt.outcome = 'refused') = (attempt.code is not null)
    and attempt.outage in ('registration', 'microsoft')
    and (attempt.said is null) = (attempt.said_at is null)
    and length(attempt.said::text) <= 1000
    and length(attempt.return_to) <= 1000
    and length(attempt.user_agent) <= 400
    and length(attempt.login_id) <= 320
    and length(attempt.login_hint) <= 320
    and length(attempt.account_email) <= 320
    and length(attempt.account_name) <= 320
    and length(attempt.entra_sid) <= 320;
end
$$;

-- Not valid: each row has passed the checks that it replaces, so none has to be read again.
alter table sign_in_attempt
  drop constraint sign_in_attempt_reference_check,
  drop constraint sign_in_attempt_door_check,
  drop constraint sign_in_attempt_purpose_check,
  drop constraint sign_in_attempt_outcome_check,
  drop constraint sign_in_attempt_check,
  drop constraint sign_in_attempt_check1,
  drop constraint sign_in_attempt_check2,
  drop constraint sign_in_attempt_outage_check,
  drop constraint sign_in_attempt_said_check,
  drop constraint sign_in_attempt_return_to_is_short,
  drop constraint sign_in_attempt_user_agent_check,
  drop constraint sign_in_attempt_login_id_check,
  drop constraint sign_in_attempt_login_hint_check,
  drop constraint sign_in_attempt_login_hint_is_short,
  drop constraint sign_in_attempt_account_email_check,
  drop constraint sign_in_attempt_account_name_check,
  drop constraint sign_in_attempt_entra_sid_check,
  add constraint sign_in_attempt_is_sound check (is_sound(sign_in_attempt)) not valid;
