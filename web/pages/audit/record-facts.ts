import type { AuditEvent, PasswordLinkKind, SecondFactorKind, SessionEnd } from '#server/audit/audit.ts'
import type { Messages } from '#shared/messages/en.ts'

type NamesOf<Detail> = Detail extends unknown ? keyof Detail : never

/** Everything that the detail of some record can say, except what a change was from and to. */
export type FactName = Exclude<NamesOf<AuditEvent['detail']>, 'before' | 'after'>

/**
 * The detail of a record in the reader's words: a label and a value for each fact. A change names its fields, each with
 * what was there before and what is there now. What no one has given words yet is shown as it was recorded.
 *
 * @param time writes a moment (ISO 8601) for the reader.
 */
export function recordFacts(
  { before, after, ...detail }: Record<string, unknown>,
  messages: Messages,
  time: (at: string) => string,
): [label: string, value: string][] {
  const labelOf = (name: string) => labels(messages).get(name) ?? name
  const say = (name: string, value: unknown): string => sayValue(name, value, messages, time, labelOf)
  const facts = Object.entries(detail).map(([name, value]): [string, string] => [
    labelOf(name),
    say(name, value),
  ])
  if (isObject(before) || isObject(after)) {
    const [old, now] = [before, after].map((side) => (isObject(side) ? side : {}))
    for (const name of new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])) {
      const [was, is] = [say(name, old?.[name]), say(name, now?.[name])]
      if (was !== is) facts.push([labelOf(name), `${was} → ${is}`])
    }
  } else {
    if (before !== undefined) facts.push([messages.audit.facts.before, say('before', before)])
    if (after !== undefined) facts.push([messages.audit.facts.after, say('after', after)])
  }
  return facts
}

const labelsOf = new WeakMap<Messages, Map<string, string>>()

function labels(messages: Messages): Map<string, string> {
  const known = labelsOf.get(messages)
  if (known) return known
  const { audit, users, locationImport, advancedSettings } = messages
  const all = new Map<string, string>([
    ...Object.entries(locationImport.columns),
    ...Object.entries(users.form).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ...Object.entries(advancedSettings).flatMap(([name, words]): [string, string][] =>
      typeof words === 'object' && 'label' in words ? [[name, words.label]] : [],
    ),
    ...Object.entries(audit.facts satisfies Record<FactName, string>),
  ])
  labelsOf.set(messages, all)
  return all
}

function sayValue(
  name: string,
  value: unknown,
  messages: Messages,
  time: (at: string) => string,
  labelOf: (name: string) => string,
): string {
  const { audit } = messages
  const again = (one: unknown) => sayValue(name, one, messages, time, labelOf)
  if (value === null || value === undefined || value === '') return audit.nothing
  if (typeof value === 'boolean') return value ? audit.on : audit.off
  if (Array.isArray(value)) return value.length === 0 ? audit.nothing : value.map(again).join(', ')
  if (isObject(value))
    return Object.entries(value)
      .map(
        ([part, one]) => `${labelOf(part)}${messages.colon} ${sayValue(part, one, messages, time, labelOf)}`,
      )
      .join('; ')
  if (typeof value === 'number') return audit.number(value)
  const text = String(value)
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return time(text)
  return codes(name, messages)[text] ?? text
}

/** The words for what is recorded as a code, by the fact that it is said of. */
function codes(name: string, { roles, locationTypes, refusalWords, signIns, audit }: Messages) {
  const refused = () =>
    Object.fromEntries(Object.entries(refusalWords).map(([code, { short }]) => [code, short]))
  if (name === 'code' || name === 'answer') return { ...refused(), ...audit.codes }
  if (name === 'role') return roles as Record<string, string>
  if (name === 'type') return locationTypes as Record<string, string>
  if (name === 'door') return signIns.doors as Record<string, string>
  return audit.codes satisfies Record<SessionEnd | SecondFactorKind | PasswordLinkKind, string> as Record<
    string,
    string
  >
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
