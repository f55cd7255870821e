import type { AboutA } from '#server/mail/about.ts'
import { type Letter, writeLetter } from '#server/mail/letter.ts'
import { dayOf } from '#server/mail/manager-notices.ts'
import type { Reader } from '#server/mail/readers.queries.ts'
import type { WaveNotice } from '#server/policy/roll-out.ts'
import { messages } from '#shared/messages/messages.ts'
import { defanged } from '#shared/plain-text.ts'

/**
 * The letter to someone who signs in with Microsoft only from a day on: because of a wave (R36), or because their
 * exception by name ends (R14).
 *
 * @param what.startsOn the day, as `2027-01-31`.
 * @param what.address where they sign in, for the button.
 */
export function microsoftOnlyMail(
  { language, name, email }: Reader,
  notice: WaveNotice,
  {
    because,
    chain,
    startsOn,
    address,
  }: {
    because: AboutA<'microsoft_only'>['because']
    chain: { id: string; name: string }
    startsOn: string
    address: string
  },
): { letter: Letter; about: AboutA<'microsoft_only'> } {
  const { rollOutNotice: words, goToSignIn } = messages[language].letters
  const day = dayOf(language, startsOn)
  const paragraph = {
    linked: () => words.linked(defanged(chain.name), day),
    sign_in: () => words.signIn(defanged(chain.name), day, email),
    no_match: () => words.noMatch(defanged(chain.name), day, email),
  }[notice]()
  const letter = writeLetter(language, name, {
    subject: words.subject(day),
    paragraphs: [paragraph],
    ...(notice === 'sign_in' && { action: { label: goToSignIn, url: address } }),
  })
  return { letter, about: { kind: 'microsoft_only', because, chainId: chain.id, startsOn, notice, email } }
}
