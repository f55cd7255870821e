import type { ApiClient } from '#server/testing/api-client.ts'
import { sendTo } from '#server/testing/deliver-mails.ts'
import type { FrontDoor } from '#server/testing/front-door.ts'
import { mailsTo } from '#server/testing/mailbox.ts'
import { decodeQuotedPrintable, smtpServer } from '#server/testing/smtp-server.ts'
import { runTmasHere } from '../../../cli/testing/program.ts'

/**
 * What was just mailed to a person, over a mail server that does not answer for two hours. Until then, TMAS may not say
 * that it was sent: neither to the managers, in the history of the user, nor to the operator.
 *
 * @returns the mail as it arrived, and what was wrong.
 */
export async function receiveLate(
  door: FrontDoor,
  settings: Record<string, string>,
  signIn: () => Promise<ApiClient>,
  to: { id: string; email: string },
): Promise<{ text: string; wrong: string[] }> {
  const [mail] = await mailsTo(door, to.email)
  if (!mail) throw new Error(`nothing was mailed to ${to.email}`)
  // Of all other worlds.
  await door.db
    .updateTable('mail')
    .set({ failedAt: door.now() })
    .where('sentAt', 'is', null)
    .where('id', '<>', mail.id)
    .execute()
  const server = await smtpServer()
  await server.close()
  await sendTo(door, server)
  const wrong = await saidOfMail(settings, await signIn(), to.id, mail.id, 'waiting')

  door.passTime(2 * 60 * 60 * 1000)
  const again = await smtpServer()
  await sendTo(door, again)
  wrong.push(...(await saidOfMail(settings, await signIn(), to.id, mail.id, 'sent')))
  const text = decodeQuotedPrintable(again.mails[0]?.text ?? '')
  await again.close()
  return { text, wrong }
}

/** Where the managers or the operator are told anything else of a mail. */
async function saidOfMail(
  settings: Record<string, string>,
  manager: ApiClient,
  userId: string,
  mailId: string,
  expected: 'waiting' | 'sent',
): Promise<string[]> {
  const { body } = await manager('GET', `/users/${userId}/history`)
  const said = body.items.find((item: { delivery: string | null }) => item.delivery !== null)?.delivery
  const { json } = await runTmasHere(['mail', 'list', '--json'], settings)
  const listed = json.mails.some(({ id }: { id: string }) => id === mailId)
  return [
    ...(said === expected ? [] : [`the history says that the mail is ${said}, and it is ${expected}`]),
    ...(listed === (expected === 'waiting')
      ? []
      : [`the operator’s list is wrong of a mail that is ${expected}`]),
  ]
}
