import type { JudgedMail, Verdict } from '#server/mail/judge.ts'
import type { Trx } from '#server/platform/database.ts'
import { findDeviceLinkUser } from './device-links.queries.ts'

/** A link that makes a browser a known device is mailed only while it would. */
export async function judgeDeviceLink(
  trx: Trx,
  { about }: JudgedMail<'device_link'>,
  now: Date,
): Promise<Verdict> {
  const user = await findDeviceLinkUser(trx, Buffer.from(about.linkDigest, 'hex'), now)
  return user ? 'stands' : { withdrawn: 'link_over' }
}
