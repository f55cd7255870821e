-- The mail that brings a link; null for one that was printed, or made before this. While its mail waits in the outbox, a
-- link gives no one anything, so its time begins when the mail is sent. No foreign key: mails are deleted after a while,
-- and then the link has long expired.
alter table password_link add column mail_id uuid;
