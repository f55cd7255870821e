-- What a person said of the page on which Microsoft stopped them, of which TMAS is not told (R17). It is bounded, has no
-- text of theirs, and is never proof.
alter table sign_in_attempt
  -- A choice, or the numbers and IDs that were found in a text (shared/aadsts/said.ts).
  add column said      jsonb check (length(said::text) <= 1000),
  -- The refusal that follows from it. `code` stays what TMAS knows itself.
  add column said_code text,
  add column said_at   timestamptz,
  add check ((said is null) = (said_at is null));

alter table sign_in_attempt_customer
  -- A copy, by which lists are filtered.
  add column said_code text;
