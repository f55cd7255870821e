import { useSyncExternalStore } from 'react'

/**
 * What a request waits for before it can be sent again, while the page and everything typed in it stay as they are.
 * `components/asking.tsx` asks it, over the page.
 */
export type Question =
  /** Whether it is really the person (R33). */
  | { kind: 'proof'; methods: readonly string[] }
  /**
   * A new sign-in of the same person, because their session has ended (R32), or Microsoft has to confirm it (R37): over
   * what would be lost, or over a page that was only left open (`idle`).
   */
  | { kind: 'session'; why: 'ended' | 'unconfirmed' | 'idle' }

/** A question that is open now. */
export type Asked<Q extends Question = Question> = Q & {
  /** @param isDone whether the request can be sent again; false if the person does not want to. */
  answer(isDone: boolean): void
}

type Open = Asked & { answered: Promise<boolean> }

/** The last one is over the others: a session can end while something else is asked. */
let open: readonly Open[] = []
const listeners = new Set<() => void>()

/** Asks the person, once for all requests that wait for the same. @returns whether the request can be sent again. */
export function ask(question: Question): Promise<boolean> {
  const asked = open.find(({ kind }) => kind === question.kind)
  if (asked) return asked.answered
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const opened: Open = {
    ...question,
    answered: promise,
    answer(isDone) {
      setOpen(open.filter((one) => one !== opened))
      resolve(isDone)
    },
  }
  setOpen([...open, opened])
  return promise
}

function setOpen(next: typeof open) {
  open = next
  for (const listener of listeners) listener()
}

/** Whether a question is open. */
export function isAnythingAsked(): boolean {
  return open.length > 0
}

/** The open questions, the one on top last. */
export function useAsked(): readonly Asked[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
}
