import type { AuditEvent, SessionEnd } from '#server/audit/audit.ts'
import type { Language } from '#shared/languages.ts'
import type { Told } from '#shared/messages/history.en.ts'
import { messages } from '#shared/messages/messages.ts'
import type { Role } from '#shared/roles.ts'
import type { TextField } from '#shared/user-fields.ts'
import type { AuditRecord } from './audit.queries.ts'
import type { MailToPerson } from './history.queries.ts'
import type { Happening } from './history.ts'
import type { SeenAttempt } from './sign-ins.queries.ts'

/** Everything that is recorded about one person. */
type AboutPerson = Exclude<Extract<AuditEvent, { detail: { userId: string } }>['action'], 'session.ended'>

export type DeliveryState = 'sent' | 'waiting' | 'refused' | 'withdrawn'

/**
 * How far a mail has got: the mail server took it, it is still to be sent, it was given up, or it was not sent because
 * what it speaks of has changed.
 */
export function deliveryOf({ sentAt, failedAt, withdrawnBecause }: MailToPerson): DeliveryState {
  if (sentAt !== null) return 'sent'
  if (withdrawnBecause !== null) return 'withdrawn'
  return failedAt === null ? 'waiting' : 'refused'
}

/** One happening as a sentence for this reader. @param userId whose history it is. */
export function sentenceOf(
  item: Happening,
  { userId, language }: { userId: string; language: Language },
): string {
  if (item.source === 'attempt') return ofAttempt(item.attempt, userId, language)
  if (item.source === 'record') return ofRecord(item.record, userId, language)
  const { subject, recipient, withdrawnBecause } = item.mail
  const { mail, withdrawn } = messages[language].history
  const sentence = mail[deliveryOf(item.mail)](subject, recipient)
  return withdrawnBecause ? `${sentence} ${withdrawn[withdrawnBecause]}` : sentence
}

function ofAttempt(attempt: SeenAttempt, personId: string, language: Language): string {
  const { history, refusalWords } = messages[language]
  const { signIn } = history
  const { door, outcome, code } = attempt
  const sentence =
    code === null
      ? signIn[outcome === 'succeeded' ? 'succeeded' : 'pending'][door]
      : signIn.refused[door](refusalWords[code].short)
  return attempt.userId === personId ? sentence : signIn.unproven(sentence)
}

function ofRecord(record: AuditRecord, personId: string, language: Language): string {
  const { history } = messages[language]
  const told = toldOf(record, personId, language)
  if (record.action === 'session.ended') {
    const ended = history.ended[record.detail.reason as SessionEnd]
    return typeof ended === 'function' ? ended(told.who) : ended
  }
  // The compiler asks for a sentence for everything that is recorded about a person.
  const changes: Record<AboutPerson, (told: Told) => string> = history.changes
  return changes[record.action as AboutPerson](told)
}

function toldOf(record: AuditRecord, personId: string, language: Language): Told {
  const { history, roles, users } = messages[language]
  const { detail } = record
  const text = (name: string) => (typeof detail[name] === 'string' ? (detail[name] as string) : '')
  const changed = Object.keys((record.action === 'user.changed' && detail.after) || {})
  return {
    who: doerOf(record, language),
    self: record.actorKind === 'user' && record.actorId === personId,
    role: roles[text('role') as Role] ?? '',
    location: record.locationName ?? text('locationId'),
    fields: changed.map((field) => users.form[field as TextField | 'language'] ?? field).join(', '),
    loginId: text('loginId'),
    address: text('after'),
    reference: text('reference'),
    subject: text('subject'),
    kind: history.factors[text('kind') as keyof typeof history.factors] ?? '',
  }
}

/** A key has any name that someone chose for it, and must not pass for a person with that name. */
function doerOf({ actorKind, actorName }: AuditRecord, language: Language): string {
  const { doers } = messages[language].history
  if (actorKind === 'api_key') return doers.api_key(actorName ?? '')
  if (actorKind === 'user') return actorName ?? doers.gone
  return doers[actorKind]
}
