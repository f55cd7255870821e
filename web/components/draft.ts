import { useState } from 'react'
import { useUnsaved } from '../unsaved.ts'

/** Field → its content. */
export type Fields = Readonly<Record<string, unknown>>

/** What a form changes: only what differs from what it was opened with, and the version of that (R32). */
export type Draft<F extends Fields> = {
  /** What the form shows. */
  values: F
  /** Only what was changed. */
  changed: Partial<F>
  /** What the form was opened with, and its version. */
  opened: { fields: F; version: string }
  set(change: Partial<F>): void
  /** Goes on from what it is now, with these contents in the form. */
  continueFrom(fields: F, version: string, values: F): void
  /** The form shows what is saved. */
  clear(): void
}

/**
 * A form over something that others may change as well. Until something is typed, it shows what there is. From then on it
 * is compared with what it was opened with, whatever is loaded meanwhile: nothing that was typed is lost, and nothing
 * that was not typed is sent.
 *
 * @param proposed what the form starts with, as if it had been typed.
 */
export function useDraft<F extends Fields>(current: F, version: string, proposed?: Partial<F>): Draft<F> {
  const [kept, setKept] = useState(() => (proposed ? { fields: current, version } : undefined))
  const [typed, setTyped] = useState<Partial<F>>(proposed ?? {})
  const opened = kept ?? { fields: current, version }
  const changed = differing({ ...opened.fields, ...typed }, opened.fields)
  useUnsaved(Object.keys(changed).length > 0)
  return {
    values: { ...opened.fields, ...typed },
    changed,
    opened,
    set(change) {
      setKept(opened)
      setTyped((before) => ({ ...before, ...change }))
    },
    continueFrom(fields, newVersion, values) {
      setKept({ fields, version: newVersion })
      setTyped(differing(values, fields))
    },
    clear() {
      setKept(undefined)
      setTyped({})
    },
  }
}

/** The fields of `values` that say something else than in `fields`. */
export function differing<F extends Fields>(values: F, fields: Fields): Partial<F> {
  return Object.fromEntries(
    Object.entries(values).filter(([field, value]) => !isSame(value, fields[field])),
  ) as Partial<F>
}

/** A field of which two people want something different, or that only the other one has changed. */
export type Dispute = { field: string; mine: unknown; theirs: unknown; isMyChange: boolean }

export type Choice = 'mine' | 'theirs'

/** Where the form differs from what someone else has saved since, in the fields that they have changed. */
export function disputesOf(opened: Fields, mine: Fields, theirs: Fields): Dispute[] {
  const fields = [...new Set([...Object.keys(mine), ...Object.keys(theirs), ...Object.keys(opened)])]
  return fields.flatMap((field) => {
    if (isSame(theirs[field], opened[field]) || isSame(mine[field], theirs[field])) return []
    const isMyChange = !isSame(mine[field], opened[field])
    return [{ field, mine: mine[field], theirs: theirs[field], isMyChange }]
  })
}

/** What is to be saved: what the person chose, and where no one else changed anything, what is in their form. */
export function settled(
  opened: Fields,
  mine: Fields,
  theirs: Fields,
  choices: Readonly<Record<string, Choice>>,
): Fields {
  const disputed = new Set(disputesOf(opened, mine, theirs).map(({ field }) => field))
  const fields = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
  return Object.fromEntries(
    fields.map((field) => {
      const isTheirs = disputed.has(field) ? choices[field] === 'theirs' : isSame(mine[field], opened[field])
      return [field, (isTheirs ? theirs : mine)[field]]
    }),
  )
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}
