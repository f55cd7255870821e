import { readFileSync } from 'node:fs'
import type { Refusal, WhoMustAct } from '../../refusals.ts'

/**
 * The AADSTS numbers that a web sign-in can meet, who can act (the one to name first), and the refusal where it is
 * settled, by Microsoft's documents and by what was seen in the field. Kept apart from our own catalogue, so that a
 * line lost or a wrong addressee there is noticed.
 */
export const microsoftCodes: {
  from: number
  to: number
  who: (WhoMustAct | 'microsoft')[]
  refusal?: Refusal
}[] = read('microsoft-codes.json')

/** Every number of Microsoft's reference page of error codes, as it stood in 2026. */
export const referencePage: number[] = read('reference-page.json')

function read(name: string) {
  return JSON.parse(readFileSync(new URL(`./${name}`, import.meta.url), 'utf8'))
}
