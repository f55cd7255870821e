import { useSyncExternalStore } from 'react'

/**
 * What a request waits for before it can be sent again, while the page and everything typed in it stay as they are.
 * `components/asking.tsx` asks it, over the page.
 */
export type Question = {
  /** Whether it is really the person (R33). */
  kind: 'proof'
  methods: readonly string[]
}

/** A question that is open now. */
export type Asked = Question & {
  /** @param isDone whether the request can be sent again; false if the person does not want to. */
  answer(isDone: boolean): void
}

let asked: (Asked & { answered: Promise<boolean> }) | undefined
const listeners = new Set<() => void>()

/** Asks the person, once for all requests that wait for the same. @returns whether the request can be sent again. */
export function ask(question: Question): Promise<boolean> {
  if (asked?.kind === question.kind) return asked.answered
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const answer = (isDone: boolean) => {
    setAsked(undefined)
    resolve(isDone)
  }
  setAsked({ ...question, answer, answered: promise })
  return promise
}

function setAsked(next: typeof asked) {
  asked = next
  for (const listener of listeners) listener()
}

/** The open question, if there is one. */
export function useAsked(): Asked | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => asked,
  )
}
