-- The history of one person is read from the audit trail by whom a record is about, newest first.
create index audit_record_by_subject on audit_record (customer_id, (detail ->> 'userId'), at desc, id desc)
  where detail ->> 'userId' is not null;
