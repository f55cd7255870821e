import type { JudgedMail, Verdict } from '#server/mail/judge.ts'
import type { Db } from '#server/platform/database.ts'
import { findDeviceLinkUser } from './device-links.queries.ts'

/** A link that makes a browser a known device is mailed only while it would. */
export async function judgeDeviceLink(
  db: Db,
  { about }: JudgedMail<'device_link'>,
  now: Date,
): Promise<Verdict> {
  const user = await findDeviceLinkUser(db, Buffer.from(about.linkDigest, 'hex'), now)
  return user ? 'stands' : { withdrawn: 'link_over' }
}
