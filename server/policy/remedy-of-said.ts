import { decidingCode, meaningOfAadsts } from '#shared/aadsts/codes.ts'
import { aadstsMeanings } from '#shared/aadsts/meanings.ts'
import { refusalSaid, type Said } from '#shared/aadsts/said.ts'
import { type Refusal, refusals, type WhoMustAct } from '#shared/refusals.ts'
import type { RemedyAction } from '#shared/remedies.ts'

/**
 * What follows from what a person says of Microsoft's page: the refusal that it means, who has to act, and what to try.
 * Someone who closed the window names no refusal.
 */
export function remedyOfSaid(said: Said): {
  code: Refusal | null
  actor: WhoMustAct
  action: RemedyAction | null
} {
  const code = refusalSaid(said)
  if (code === null) return { code, actor: 'person', action: null }
  const number = decidingCode(said.codes)
  const meaning = number === undefined ? said.meaning : meaningOfAadsts(number)
  const { actor, remedy } = refusals[code]
  return { code, actor: (meaning && aadstsMeanings[meaning].who) || actor, action: remedy }
}
