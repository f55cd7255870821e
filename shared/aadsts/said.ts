import type { Refusal } from '../refusals.ts'
import { decidingCode, refusalOfAadsts } from './codes.ts'
import { type AadstsMeaning, aadstsMeanings } from './meanings.ts'
import { readPasted } from './pasted.ts'

/** What a person can say of Microsoft's page without its text: the three that most of them mean. */
export const saidChoices = ['approval', 'blocked', 'closed'] as const
export type SaidChoice = (typeof saidChoices)[number]

/**
 * What a person said of the page on which Microsoft stopped them. It has only what has a shape of its own: no text of
 * theirs is kept. Nothing proves it.
 */
export type Said = {
  choice: SaidChoice | null
  /** Microsoft's numbers, the telling ones first; at most 3. */
  codes: number[]
  /** What the text means where it has no number. */
  meaning: AadstsMeaning | null
  correlationId?: string
  requestId?: string
  timestamp?: string
}

/** The likeliest meaning of each choice. Who closed the window has met no obstacle of Microsoft's. */
const meaningOfChoice: Record<SaidChoice, AadstsMeaning | null> = {
  approval: 'admin_consent_required',
  blocked: 'policy_blocked',
  closed: null,
}

export function sayChoice(choice: SaidChoice): Said {
  return { choice, codes: [], meaning: meaningOfChoice[choice] }
}

/** Reads a text that a person typed or pasted; undefined if nothing in it says why a sign-in stopped. */
export function readSaid(text: string): Said | undefined {
  const { codes, meaning, correlationId, requestId, timestamp } = readPasted(text)
  const said: Said = {
    choice: null,
    codes,
    meaning: meaning ?? null,
    ...(correlationId !== undefined && { correlationId }),
    ...(requestId !== undefined && { requestId }),
    ...(timestamp !== undefined && { timestamp }),
  }
  return refusalSaid(said) === null ? undefined : said
}

/** The refusal that it means; null if it names none, as where the person closed the window. */
export function refusalSaid({ codes, meaning }: Pick<Said, 'codes' | 'meaning'>): Refusal | null {
  const deciding = decidingCode(codes)
  if (deciding !== undefined) return refusalOfAadsts(deciding)
  return meaning === null ? null : aadstsMeanings[meaning].refusal
}

/** What is on record, read again: it was stored as JSON. */
export function storedSaid(value: unknown): Said | null {
  return value === null || value === undefined ? null : (value as Said)
}
