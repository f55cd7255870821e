-- Managers are told a week before an account ends (R27): the end of which they were told. Another day is told again.
alter table user_account add column end_told date;
