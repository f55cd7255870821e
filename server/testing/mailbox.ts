import type { Db } from '#server/platform/database.ts'

/** The mails to this address in the outbox of a test, the newest first. */
export function mailsTo({ db }: { db: Db }, recipient: string) {
  return db
    .selectFrom('mail')
    .selectAll()
    .where('recipient', '=', recipient)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** The newest link to set a password that was mailed to this address, as its path. */
export async function newestLinkTo(door: { db: Db }, recipient: string): Promise<string> {
  for (const mail of await mailsTo(door, recipient)) {
    const link = linkIn(mail.textBody ?? '')
    if (link) return link
  }
  throw new Error(`no link was mailed to ${recipient}`)
}

/** The link to set a password in a mail, as its path. */
export function linkIn(text: string): string | undefined {
  return /https?:\/\/\S+?(\/set-password\?token=[\w-]{43})\b/.exec(text)?.[1]
}
