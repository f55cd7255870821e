import { readFileSync } from 'node:fs'
import type { Actor } from '../../refusals.ts'

/**
 * The AADSTS numbers that a web sign-in can meet, and who can act, by Microsoft's error reference and by what was seen
 * in the field. Kept apart from our own catalogue, so that a line lost or a wrong addressee there is noticed.
 */
export const microsoftCodes: { from: number; to: number; who: (Actor | 'microsoft')[] }[] = JSON.parse(
  readFileSync(new URL('./microsoft-codes.json', import.meta.url), 'utf8'),
)
