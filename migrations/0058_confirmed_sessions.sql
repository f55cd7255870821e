-- Leavers (R37): a session that was opened through Microsoft is confirmed there while it is used. Nothing of Microsoft's answer
-- is kept but when. The rules (server/policy/confirmation.ts) read these stamps, none of which is ever in the future.

alter table session
  -- When Microsoft last confirmed the account. Null: at the sign-in itself.
  add column confirmed_at timestamptz,
  -- When a window last left for Microsoft to have it confirmed, and nothing has confirmed it since.
  add column confirmation_asked_at timestamptz,
  -- When this server last found that Microsoft could not be asked, which is nobody's fault here.
  add column confirmation_excused_at timestamptz;
