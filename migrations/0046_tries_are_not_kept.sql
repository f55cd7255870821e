-- What counts the last minutes at the password door is written for every try, also for those that are turned away. It is worth
-- nothing after a crash, so a flood must not make every other commit wait for the disk (R34, docs/decisions/0042). After a crash of
-- PostgreSQL, or on a standby that is promoted, these tables are empty: everyone has their free tries again.
alter table password_tries set unlogged;
alter table password_name_tried set unlogged;
