-- The people of a coming wave are told in parts, in the order of their IDs (R36): up to whom they were; null before the first
-- part and after the last one.
alter table roll_out_wave add column noticed_up_to uuid;
