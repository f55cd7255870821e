import type { Evidence } from '#server/attempts/evidence.ts'
import { managersWords, wordsOfFault, wordsOfRefusal, wordsOfSaid } from '#server/attempts/refusal-words.ts'
import { presentSafeguard, saySomeoneElse, withSafeguard } from '#server/attempts/safeguard-words.ts'
import type { NamedAccount } from '#server/policy/accounts.ts'
import type { Why } from '#server/policy/found.ts'
import type { Stranger } from '#server/policy/strangers.ts'
import type { Explanation, Perhaps } from '#server/policy/why.ts'
import { checks as rules } from '#shared/checks.ts'
import { sayDay } from '#shared/end-date.ts'
import type { Saying } from '#shared/explanation.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import type { CauseText } from '#shared/messages/refusals.en.ts'
import { isRefusal, type Refusal, type WhoMustAct } from '#shared/refusals.ts'
import type { Explained } from './explanations.ts'
import type { RecordedAttempt } from './facts.queries.ts'
import { instructionsFor } from './instructions.ts'
import { nameOf, type Probable } from './probable.ts'

/** Cause and remedy in words, for managers and the operator. */
export function wordsFor(why: Why, actor: WhoMustAct, language: Language): CauseText {
  const { explainPerson } = messages[language]
  if (isRefusal(why)) return managersWords(why, actor, language)
  const others: Record<Exclude<Why, Refusal>, CauseText> = {
    ...explainPerson.reasons,
    ...explainPerson.clear,
  }
  return others[why]
}

/** Who is probably meant, and what to do if it is them. */
function sayProbable(user: Probable, address: string, language: Language): CauseText {
  const { cause, remedy } = messages[language].explainPerson.probably
  return { cause: cause(nameOf(user), user.email), remedy: remedy(address) }
}

/** An explanation in words, for the API and the command line alike. */
export function sayExplanation(
  { person, explanation, held, probable, chains }: Explained,
  language: Language,
  /** Where the reader's button leads, if the remedy is done at a chain. */
  chain: { name: string } | null = chains[0] ?? null,
) {
  const { cause, why, actor, said, failed, typedOnly, stranger, address, reference, perhaps } = explanation
  const [likeliest] = probable
  const words =
    !said && !failed && likeliest
      ? sayProbable(likeliest, address ?? '', language)
      : wordsOfWhy({ why, actor, said, failed }, language)
  const withTenant = held.find(({ tenantId }) => tenantId !== null)
  const mail = person && instructionsFor(person.language, withTenant !== undefined)
  return {
    user: person && { id: person.userId, username: person.username, email: person.email },
    checks: sayChecks(explanation.checks, language),
    cause,
    causeText: [
      words.cause,
      // How sure it is. What a person says has its own words for that.
      ...(typedOnly && !said ? [messages[language].explainPerson.said.typedOnly] : []),
      ...(stranger ? [sayStranger(stranger, language)] : []),
    ].join(' '),
    sureness: typedOnly ? ('typed' as const) : ('known' as const),
    remedy: { ...sayRemedy(explanation, words.remedy, chain, language), reference, mail },
    perhaps: perhaps && sayPerhaps(perhaps, { chain, mail }, language),
  }
}

type Remedying = Pick<Perhaps, 'actor' | 'action' | 'safeguard' | 'address' | 'tenantId'>

/** A remedy in words, and what its button starts from. */
function sayRemedy(
  { actor, action, safeguard, address, tenantId }: Remedying,
  remedy: string,
  chain: { name: string } | null,
  language: Language,
) {
  const isOfSettings = action === 'set_tenant_id' || action === 'correct_tenant_id'
  const text =
    isOfSettings && chain ? `${remedy} ${messages[language].explainPerson.atChain(chain.name)}` : remedy
  return {
    actor,
    text: withSafeguard(text, safeguard, language),
    action,
    label: action && messages[language].explain.actions[action],
    ...presentSafeguard(safeguard),
    address,
    tenantId,
  }
}

/** What someone tried who may be this person, and what to do if it was them. */
function sayPerhaps<Mail>(
  { attempt: { reference, at, door }, ...found }: Perhaps,
  { chain, mail }: { chain: { name: string } | null; mail: Mail },
  language: Language,
) {
  const { perhaps } = messages[language].explainPerson
  const words = wordsOfWhy(found, language)
  return {
    reference,
    at: at.toISOString(),
    door,
    code: found.cause,
    text: perhaps[door](sayTime(at, language), words.cause, reference),
    remedy: {
      ...sayRemedy(found, perhaps.ifSo(words.remedy), chain, language),
      reference: null,
      mail,
    },
  }
}

function wordsOfWhy(
  { why, actor, said, failed }: Pick<Perhaps, 'why' | 'actor' | 'said' | 'failed'>,
  language: Language,
): CauseText {
  if (said) return wordsOfSaid(said, language)
  return failed ? wordsOfFault(failed, language).manager : wordsFor(why, actor, language)
}

function sayStranger(stranger: Stranger, language: Language): string {
  const { account, reference } = stranger
  return stranger.kind === 'has_address'
    ? saySomeoneElse(account.objectId, stranger, language)
    : messages[language].safeguards.stranger.ofOtherTenant(account.tenantId, reference)
}

/**
 * What was recorded about an attempt, in the same shape; for one customer if several are concerned.
 *
 * @param about what others' sign-ins say about it, or who is probably meant by its address.
 */
export function sayRecordedAttempt(
  attempt: RecordedAttempt,
  verdict: RecordedAttempt['verdicts'][number] | undefined,
  language: Language,
  { evidence, likeliest }: { evidence?: Evidence | undefined; likeliest?: Probable | undefined } = {},
) {
  const { explain, explainPerson } = messages[language]
  const code = verdict?.code ?? attempt.code
  const checks = [...attempt.checks, ...(verdict?.checks ?? [])]
  const clear = explainPerson.clear[attempt.outcome === 'pending' ? 'waiting' : 'works']
  const { cause, remedy } = code
    ? wordsOfRefusal(
        {
          ...attempt,
          code,
          checks,
          account: accountOf(attempt),
          user: userOf(verdict),
          evidence,
          words: likeliest && sayProbable(likeliest, attempt.loginId ?? '', language),
        },
        language,
      )
    : {
        cause: clear.cause,
        remedy: { actor: 'person' as const, text: clear.remedy, action: null, ...presentSafeguard(null) },
      }
  const first = checks.findIndex(({ passed }) => !passed)
  return {
    user: verdict?.userId ? { id: verdict.userId, username: verdict.username ?? '' } : null,
    checks: checks.map(({ name, passed, expected = null, seen = null }, index) => ({
      name,
      label: explain.checks[name],
      rule: rules[name],
      passed,
      stops: index === first,
      expected,
      seen,
    })),
    cause: code,
    causeText: cause,
    remedy: { ...remedy, label: remedy.action && explain.actions[remedy.action] },
  }
}

function userOf(verdict: RecordedAttempt['verdicts'][number] | undefined) {
  return verdict?.email ? { email: verdict.email, hasTenant: verdict.hasTenant } : null
}

function accountOf({ tenantId, objectId, loginId }: RecordedAttempt): NamedAccount | null {
  return tenantId && objectId && loginId !== null ? { tenantId, objectId, loginId } : null
}

/** The checks in words: each with its name, what it expected and what it saw. */
function sayChecks(checks: Explanation['checks'], language: Language) {
  const names = messages[language].explain.checks
  return checks.map(({ name, rule, passed, stops, expected, seen }) => ({
    name,
    label: names[name],
    rule,
    passed,
    stops,
    expected: sayAll(expected, language),
    seen: sayAll(seen, language),
  }))
}

function sayAll(sayings: readonly Saying[], language: Language): string | null {
  return sayings.length === 0 ? null : sayings.map((saying) => say(saying, language)).join('\n')
}

function say(saying: Saying, language: Language): string {
  if (typeof saying === 'string') return saying
  const { explainPerson, roles } = messages[language]
  const { said, tenantStatus } = explainPerson
  switch (saying.say) {
    case 'holds':
      return said.holds(roles[saying.role], saying.place)
    case 'ends':
    case 'ended':
      return said[saying.say](sayDay(saying.on, language))
    case 'tenant':
      return said.tenant(saying.tenantId, saying.chain, saying.own)
    case 'no_tenant':
      return said.noTenant(saying.chain)
    case 'tenant_status':
      return tenantStatus[saying.status]
    case 'domain_of':
      return said.domainOf(saying.domain, saying.tenantId)
    case 'domain_of_persons':
      return said.domainOfPersons(saying.domain)
    case 'domain_of_nobody':
      return said.domainOfNobody(saying.domain)
    case 'domains_seen':
      return said.domainsSeen(new Intl.ListFormat(language, { type: 'disjunction' }).format(saying.domains))
    case 'linked':
      return said.linked(saying.loginId, saying.objectId)
    case 'linked_before':
      return said.linkedBefore(saying.loginId, saying.tenantId)
    case 'unreturned':
      return said.unreturned(saying.count, saying.reference)
    case 'attempt':
      return sayAttempt(saying, language)
    default:
      return said[saying.say]
  }
}

function sayAttempt(attempt: Extract<Saying, { say: 'attempt' }>, language: Language): string {
  const { explainPerson, refusalWords } = messages[language]
  const { said, doors } = explainPerson
  const { code, outcome, aadsts, typedOnly, reference } = attempt
  const microsoft = aadsts === null ? '' : ` AADSTS${aadsts}.`
  const ended =
    code === null || outcome === 'pending'
      ? said.pending
      : `${refusalWords[code].manager.cause}${microsoft}${sayOwnWords(attempt.said, language)}`
  const line = said.attempt(
    sayTime(new Date(attempt.at), language),
    doors[attempt.door],
    outcome === 'succeeded' ? said.succeeded : ended,
    reference,
  )
  return typedOnly ? `${line}. ${said.typedOnly}` : line
}

// Making one takes longer than all the rest of an explanation's words.
const times = new Map<Language, Intl.DateTimeFormat>()

function sayTime(at: Date, language: Language): string {
  const known = times.get(language)
  const time =
    known ?? new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  if (!known) times.set(language, time)
  return `${time.format(at)} UTC`
}

function sayOwnWords(own: Extract<Saying, { say: 'attempt' }>['said'], language: Language): string {
  if (!own) return ''
  const { refusalWords, returned } = messages[language]
  const { manager } = returned
  if (own.code === null) return ` ${manager.closed}`
  const { short } = refusalWords[own.code]
  return ` ${own.aadsts === null ? manager.cause(short) : manager.causeWithNumber(own.aadsts, short)}`
}
