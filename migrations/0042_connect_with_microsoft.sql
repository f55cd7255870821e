-- Connect with Microsoft (R4): a manager signs in at Microsoft, and the tenant that answered is offered to be confirmed. It is a
-- test of the connection that knows no tenant yet (docs/decisions/0039).

alter table connection_test
  -- Whether it asks which tenant answers, rather than whether a certain one does.
  add column finds_tenant boolean not null default false,
  -- Unknown until Microsoft has answered.
  alter column tenant_id drop not null,
  add check (finds_tenant or tenant_id is not null);
