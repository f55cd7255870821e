import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { admittedBy, type Safeguard } from '#shared/safeguards.ts'
import type { SomeoneElse } from './claims.ts'

/** What to make sure of before a remedy, and how. */
function saySafeguard(safeguard: Safeguard, language: Language): string {
  const words = messages[language].safeguards
  if (safeguard.ask === 'compare_object_id') {
    const { account, linkedObjectId } = safeguard
    return words.compareObjectId(account.loginId, account.objectId, linkedObjectId)
  }
  switch (safeguard.about) {
    case 'account':
      return words.callAboutAccount(safeguard.account.loginId, safeguard.account.objectId)
    case 'address':
      return words.callAboutAddress(safeguard.address)
    case 'new_address':
      return words.callForAddress
    case 'new_user':
      return words.callAboutNewUser(safeguard.address)
    case 'mailbox':
      return words.mailbox(safeguard.address)
    case 'tenant':
      return words.tenant
  }
}

/** For programs: how to make sure, and the known account that the remedy would admit. */
export function presentSafeguard(safeguard: Safeguard | null) {
  return { makeSure: safeguard?.ask ?? null, admits: admittedBy(safeguard) }
}

/** A remedy's text with what to make sure of. */
export function withSafeguard(text: string, safeguard: Safeguard | null, language: Language): string {
  return safeguard === null ? text : `${text} ${saySafeguard(safeguard, language)}`
}

/** That someone else has the person's address, as surely as TMAS knows it. */
export function saySomeoneElse(
  objectId: string,
  { linkedLoginId, reference, certainty }: SomeoneElse,
  language: Language,
): string {
  const { hasAddress, seemsToHaveAddress } = messages[language].safeguards.stranger
  const words = certainty === 'seen' ? hasAddress : seemsToHaveAddress
  return words(objectId, linkedLoginId, reference)
}
