-- To count who holds a role without looking at anybody: of a customer's 100,000 users nearly all may.
drop index membership_by_role;
create index membership_by_role on membership (customer_id, role, user_id);
