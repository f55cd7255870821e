import { z } from 'zod'
import { isSealed, openState, sealState } from './sealed-state.ts'

/**
 * A start that no page of ours led to: a bookmark, a link preview, a program. It is kept nowhere here, and travels in the
 * state instead (R34). If Microsoft's answer brings it back, the attempt begins with that.
 */
const shape = z.strictObject({
  at: z.number(),
  path: z.union([z.literal('organizations'), z.guid()]),
  chainId: z.guid().nullable(),
  returnTo: z.string(),
  popupId: z.guid().nullable(),
  inPopup: z.boolean(),
  popupBlocked: z.boolean(),
})

export type SealedStart = z.infer<typeof shape>

/** Characters of an address to return to that travels in a state. A longer one is left out of it. */
const longestReturnTo = 500

/** Seals a start for the browser that left with it. */
export function sealStart(browser: string, start: SealedStart): string {
  const returnTo = start.returnTo.length > longestReturnTo ? '/' : start.returnTo
  return sealState(browser, 's', { ...start, returnTo })
}

/** Opens a state that this browser was given; undefined for anything else. */
export function openStart(browser: string, state: string): SealedStart | undefined {
  return shape.safeParse(openState(browser, 's', state)).data
}

/** Whether a text has the form of a sealed start. */
export function isSealedStart(text: string | undefined): text is string {
  return isSealed('s', text)
}
