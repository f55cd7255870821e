import type { Actor } from '#server/audit/audit.ts'
import type { Trx } from '#server/platform/database.ts'
import { foldAddress } from '#server/policy/address.ts'
import { sayDay } from '#shared/end-date.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { defanged } from '#shared/plain-text.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { Role } from '#shared/roles.ts'
import type { About } from './about.ts'
import { writeLetter } from './letter.ts'
import { queueMail, queueMails } from './outbox.ts'
import {
  findKeyName,
  findReader,
  listLackingFactor,
  listManagers,
  type Reader,
  whereTheyRead,
} from './readers.queries.ts'

/** What every manager of a customer is notified of (R27). To add one, add a line: the compiler finds the rest. */
export type ManagerNotice =
  | { kind: 'tenant_changed'; chain: string; before: string | null; after: string | null }
  | { kind: 'mandatory_switched'; chain: string; isOn: boolean }
  | { kind: 'rehearsal'; chain: string; begins: boolean }
  | { kind: 'confirmation_switched'; chain: string; isOn: boolean }
  | { kind: 'roll_out_planned'; planChainId: string; chain: string; waves: readonly NamedWave[] }
  | { kind: 'roll_out_removed' | 'roll_out_resumed'; chain: string }
  | { kind: 'roll_out_begun'; chain: string; wave: NamedWave }
  | {
      kind: 'roll_out_unmatched'
      chainId: string
      chain: string
      startsOn: string
      usernames: readonly string[]
    }
  | { kind: 'roll_out_paused'; chainId: string; chain: string; wave: NamedWave; because: Refusals | null }
  | { kind: 'manager_made'; userId: string; role: Role }
  | { kind: 'managers_made'; usernames: readonly string[] }
  | { kind: 'managers_imported'; usernames: readonly string[] }
  | { kind: 'manager_recovered'; userId: string }
  | {
      kind: 'manager_address_changed'
      userId: string
      before: string
      after: string
      /** Where they read mail until then; null if they never showed that they do. */
      read: string | null
    }
  /** The same of many at once, by someone else: where they read mail is still the former address. */
  | { kind: 'managers_addresses_changed'; changes: readonly AddressChange[] }
  | { kind: 'second_factor_removed'; userId: string }
  /** Their first, with nothing but a password before it. They are told in a letter of their own. */
  | { kind: 'second_factor_set_up'; userId: string }
  /** From a day on, as `2027-01-31`, or no longer. Managers who have none are told what to do. */
  | { kind: 'second_factor_required'; at: string; chain: string; startsOn: string | null }
  | {
      kind: 'exception_made'
      chainId: string
      userId: string
      chain: string
      reason: string
      endsOn: string
    }
  | { kind: 'exception_removed'; chainId: string; userId: string; chain: string }
  /** Of a manager, where mandatory authentication is on. They are not told of themselves. */
  | { kind: 'password_used'; userId: string }
  | { kind: 'api_key_made'; name: string; role: Role; expiresAt: Date }

/** A manager whose address was changed. */
export type AddressChange = { userId: string; username: string; before: string; after: string }

/** A wave of a roll-out: its day, as `2027-01-31`, and the names of its branches. */
export type NamedWave = { startsOn: string; branches: readonly string[] }

/** How many people were refused, and who for which reason. */
export type Refusals = { refused: number; causes: readonly { code: Refusal; usernames: readonly string[] }[] }

/**
 * Mails every manager of the customer what was done, with who, when and from where (R27): at the address at which they
 * were last seen to read mail, or at the one they were given (R35). Call it in the transaction
 * of the change, and after it, so that a person who has just become a manager is notified too. Managers whose roles do
 * not cover a notice's `chainId` are told no more than that something was done there, without names and reasons (R31).
 */
export async function queueManagerNotice(
  trx: Trx,
  customerId: string,
  actor: Actor,
  notice: ManagerNotice,
  now: Date,
): Promise<void> {
  const doer = actor.kind === 'user' ? await findReader(trx, actor.userId) : undefined
  const keyName = await findKeyName(trx, actor)
  const subject = 'userId' in notice ? await findReader(trx, notice.userId) : undefined
  const chainId = 'chainId' in notice ? notice.chainId : undefined
  const managers = await listManagers(trx, { customerId, chainId }, now)
  const lacking =
    notice.kind === 'second_factor_required' ? await listLackingFactor(trx, customerId, notice.at) : none
  const mails = withFormerAddress(managers, notice).flatMap((manager) => {
    const words = messages[manager.language].letters.notices
    const who = doer ? nameOf(doer) : keyName ? words.apiKey(keyName) : words.operator
    const told = manager.covers
      ? sentenceOf(manager.language, notice, subject ? nameOf(subject) : '', lacking.has(manager.userId))
      : bareFactOf(manager.language, notice)
    if (!told) return []
    const trace = words.trace(who, timeOf(manager.language, now), actor.ip ?? words.commandLine)
    const letter = writeLetter(manager.language, manager.name, {
      subject: told.subject,
      paragraphs: [told.text, trace],
      after: [words.notExpected],
    })
    return [{ to: manager, letter, about: aboutOf(notice, manager, now) }]
  })
  await queueMails(trx, mails, minor.has(notice.kind) ? 'minor_notice' : 'notice', now)
}

const none: ReadonlySet<string> = new Set()

/** What has happened stands, whatever follows. What speaks of days to come does not, once that is moot. */
function aboutOf(notice: ManagerNotice, { covers }: { covers: boolean }, now: Date): About {
  switch (notice.kind) {
    case 'roll_out_unmatched': {
      const { chainId, startsOn } = notice
      return { kind: 'unmatched', planChainId: chainId, startsOn, ...(covers && { chainId }) }
    }
    case 'roll_out_planned':
      return { kind: 'planned', planChainId: notice.planChainId, plannedAt: now.toISOString() }
    case 'roll_out_begun':
      return { kind: 'wave_begun' }
    default:
      return { kind: 'notice' }
  }
}

/**
 * What can wait for a day, because it changes neither who is a manager nor how a whole chain signs in. Many of these
 * must not delay what cannot wait (R27).
 */
const minor: ReadonlySet<ManagerNotice['kind']> = new Set<ManagerNotice['kind']>([
  'rehearsal',
  'confirmation_switched',
  'roll_out_planned',
  'roll_out_unmatched',
  'second_factor_set_up',
  'second_factor_required',
  'exception_made',
  'exception_removed',
  'password_used',
])

/** What every manager of a customer is reminded of, without anyone's doing. */
export type ManagerReminder = {
  kind: 'exception_ends'
  chainId: string
  userId: string
  chain: string
  reason: string
  endsOn: string
}

/** Mails every manager of the customer whose role covers the chain what is about to happen by itself (R31, R35). */
export async function queueManagerReminder(
  trx: Trx,
  customerId: string,
  { chainId, userId, chain, reason, endsOn }: ManagerReminder,
  now: Date,
): Promise<void> {
  const subject = await findReader(trx, userId)
  const managers = await listManagers(trx, { customerId, chainId }, now)
  for (const manager of managers.filter(({ covers }) => covers).map(whereTheyRead)) {
    const { language, name } = manager
    const words = messages[language].letters.notices
    const day = sayDay(endsOn, language)
    const told = words.exceptionEnds(subject ? nameOf(subject) : '', defanged(chain), defanged(reason), day)
    const letter = writeLetter(language, name, { subject: told.subject, paragraphs: [told.text] })
    const about = { kind: 'exception_ends', chainId, userId, endsOn } as const
    await queueMail(trx, manager, letter, about, 'minor_notice', now)
  }
}

/** A change of a manager's own address also goes to the former one, because the new one may be another person's. */
function withFormerAddress<R extends Reader>(managers: readonly R[], notice: ManagerNotice): R[] {
  return managers.flatMap((manager) => {
    const there = whereTheyRead(manager)
    if (isOwnDoing(notice) && notice.userId === manager.userId) return []
    if (notice.kind !== 'manager_address_changed' || notice.userId !== manager.userId) return [there]
    const isElsewhere =
      notice.read !== null && foldAddress(notice.read) !== foldAddress(manager.shownEmail ?? '')
    return isElsewhere ? [there, { ...manager, email: notice.read ?? '' }] : [there]
  })
}

/** What a manager does with their own account, of which only the others are told here. */
function isOwnDoing(
  notice: ManagerNotice,
): notice is Extract<ManagerNotice, { kind: 'password_used' | 'second_factor_set_up' }> {
  return notice.kind === 'password_used' || notice.kind === 'second_factor_set_up'
}

/** What managers are told of what was done at a chain that their roles do not cover; undefined if nothing is left. */
function bareFactOf(language: Language, notice: ManagerNotice) {
  const words = messages[language].letters.notices
  switch (notice.kind) {
    case 'roll_out_paused':
      return words.rollOutPaused(defanged(notice.chain), branchesOf(notice.wave))
    case 'exception_made':
    case 'exception_removed':
      return words.exceptionsElsewhere(defanged(notice.chain))
    default:
      return undefined
  }
}

/** @param lacksFactor whether the reader is a manager whom the day for a second factor concerns, and has none. */
function sentenceOf(language: Language, notice: ManagerNotice, person: string, lacksFactor: boolean) {
  const { roles, letters, secondFactor } = messages[language]
  const words = letters.notices
  switch (notice.kind) {
    case 'tenant_changed':
      return words.tenantChanged(defanged(notice.chain), notice.before, notice.after)
    case 'mandatory_switched':
      return notice.isOn
        ? words.mandatoryOn(defanged(notice.chain))
        : words.mandatoryOff(defanged(notice.chain))
    case 'confirmation_switched':
      return notice.isOn
        ? words.confirmationOn(defanged(notice.chain))
        : words.confirmationOff(defanged(notice.chain))
    case 'rehearsal':
      return notice.begins
        ? words.rehearsalBegun(defanged(notice.chain))
        : words.rehearsalEnded(defanged(notice.chain))
    case 'roll_out_planned':
      return words.rollOutPlanned(
        defanged(notice.chain),
        notice.waves.map((wave) => `${dayOf(language, wave.startsOn)}: ${branchesOf(wave)}`).join('\n'),
      )
    case 'roll_out_removed':
      return words.rollOutRemoved(defanged(notice.chain))
    case 'roll_out_resumed':
      return words.rollOutResumed(defanged(notice.chain))
    case 'roll_out_unmatched':
      return words.rollOutUnmatched(
        defanged(notice.chain),
        dayOf(language, notice.startsOn),
        namesOf(notice.usernames),
      )
    case 'roll_out_begun':
      return words.rollOutBegun(defanged(notice.chain), branchesOf(notice.wave))
    case 'roll_out_paused': {
      const { subject, text } = words.rollOutPaused(defanged(notice.chain), branchesOf(notice.wave))
      if (notice.because === null) return { subject, text }
      const { refusalWords } = messages[language]
      const causes = notice.because.causes.map(
        ({ code, usernames }) => `${refusalWords[code].short}: ${namesOf(usernames)}`,
      )
      return { subject, text: [text, '', words.rollOutRefused(notice.because.refused), ...causes].join('\n') }
    }
    case 'manager_made':
      return words.managerMade(person, roles[notice.role])
    case 'managers_made':
      return words.managersMade(notice.usernames.length, namesOf(notice.usernames))
    case 'managers_imported':
      return words.managersImported(notice.usernames.length, namesOf(notice.usernames))
    case 'manager_recovered':
      return words.managerRecovered(person)
    case 'manager_address_changed':
      return words.managerAddressChanged(person, notice.before, notice.after)
    case 'managers_addresses_changed':
      return words.managersAddressesChanged(
        notice.changes.length,
        linesOf(notice.changes.map(({ username, before, after }) => `${username}: ${before} → ${after}`)),
      )
    case 'api_key_made':
      return words.apiKeyMade(defanged(notice.name), roles[notice.role], timeOf(language, notice.expiresAt))
    case 'second_factor_removed':
      return secondFactor.notice(person)
    case 'second_factor_set_up':
      return secondFactor.setUpNotice(person)
    case 'second_factor_required':
      return notice.startsOn === null
        ? secondFactor.notRequiredNotice(defanged(notice.chain))
        : secondFactor.requiredNotice(defanged(notice.chain), dayOf(language, notice.startsOn), lacksFactor)
    case 'exception_made': {
      const { reason, endsOn } = notice
      return words.exceptionMade(person, defanged(notice.chain), defanged(reason), sayDay(endsOn, language))
    }
    case 'password_used':
      return words.passwordUsed(person)
    case 'exception_removed':
      return words.exceptionRemoved(person, defanged(notice.chain))
  }
}

/** A person as letters name them. */
export function nameOf({ name, username }: { name: string; username: string }): string {
  return name === username ? username : `${name} (${username})`
}

/** As many as fit into a letter. */
const namesOf = (usernames: readonly string[]) =>
  usernames.slice(0, 20).join(', ') + (usernames.length > 20 ? ', …' : '')

const branchesOf = ({ branches }: NamedWave) => namesOf(branches.map(defanged))

const linesOf = (lines: readonly string[]) => lines.slice(0, 20).join('\n') + (lines.length > 20 ? '\n…' : '')

/** A day, which is the same everywhere, in words. */
export function dayOf(language: Language, day: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00Z`),
  )
}

/** In UTC, and marked as UTC, because the reader's time zone is unknown. */
function timeOf(language: Language, time: Date): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' }).format(
    time,
  )
}
