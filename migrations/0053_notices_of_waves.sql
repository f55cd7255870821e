-- The people of a wave are told before its day (R36). When they were; null as long as they were not, or where the wave is
-- another one since.
alter table roll_out_wave add column noticed_at timestamptz;
