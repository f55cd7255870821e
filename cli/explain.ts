import type { Command } from 'commander'
import { findEvidence } from '#server/attempts/evidence.ts'
import { readConfig } from '#server/config.ts'
import { createEntra } from '#server/entra/entra.ts'
import { type Asking, explain, explainUnknown } from '#server/explanations/explanations.ts'
import {
  findPersonByUsername,
  findRecordedAttempt,
  listCustomersLike,
  listPeopleByAddress,
} from '#server/explanations/facts.queries.ts'
import { listProbable } from '#server/explanations/probable.ts'
import { sayExplanation, sayRecordedAttempt } from '#server/explanations/words.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { foldAddress } from '#server/policy/address.ts'
import { messages } from '#shared/messages/messages.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, print } from './output.ts'

export function addExplainCommand(program: Command, environment: Environment): void {
  program
    .command('explain')
    .description('explain why a person or an attempt could not sign in: every check, the cause, the remedy')
    .argument('<username|reference>', 'a username, an e-mail address, or the reference on the person’s page')
    .option(...jsonOption)
    .action(async (name: string, options: { json?: true }) => {
      const said = await withDatabase(
        environment,
        async (db) =>
          (await ofPerson(db, environment, name)) ??
          (await ofAddress(db, environment, name)) ??
          ofAttempt(db, name),
      )
      if (!said)
        throw new Problem(
          'not_found',
          `There is no user with the username or address “${name}”, no one like it, and no attempt with this reference.`,
        )
      if (options.json) print(said.document)
      else process.stdout.write(said.text)
    })
}

type Said = { document: unknown; text: string }

async function ofPerson(db: Db, environment: Environment, username: string): Promise<Said | undefined> {
  const person = await findPersonByUsername(db, username)
  if (!person) return undefined
  const deps = { db, microsoft: askingOf(environment), now: () => new Date() }
  const document = sayExplanation(await explain(deps, person), 'en')
  return { document, text: written(`${person.username} <${person.email}>`, document) }
}

/** The users with an address, one a customer; or, at each customer where one is like it, who is probably meant. */
async function ofAddress(db: Db, environment: Environment, address: string): Promise<Said | undefined> {
  const folded = foldAddress(address)
  if (!folded.includes('@')) return undefined
  const deps = { db, microsoft: askingOf(environment), now: () => new Date() }
  const people = await listPeopleByAddress(db, folded)
  const explained = await Promise.all(people.map((person) => explain(deps, person)))
  if (explained.length === 0)
    for (const customerId of await listCustomersLike(db, folded)) {
      const unknown = await explainUnknown(deps, customerId, address, 'everywhere')
      if (unknown.probable.length > 0) explained.push(unknown)
    }
  const documents = explained.map((one) => ({
    ...sayExplanation(one, 'en'),
    probable: one.probable,
  }))
  const [first, ...more] = documents
  if (!first) return undefined
  const titled = (document: typeof first) => `${document.user?.username ?? 'no user'} <${address}>`
  return {
    document: more.length === 0 ? first : { ...first, customers: documents },
    text: documents.map((document) => written(titled(document), document)).join('\n'),
  }
}

/** An attempt as it was recorded. The operator sees what each customer reads about it. */
async function ofAttempt(db: Db, reference: string): Promise<Said | undefined> {
  const attempt = await findRecordedAttempt(db, reference.toUpperCase())
  if (!attempt) return undefined
  const { verdicts, door, at, loginId } = attempt
  const [first] = verdicts
  const who = `${attempt.reference}, ${at.toISOString()}, ${door}, ${loginId ?? 'no account known'}`
  if (!first) {
    const document = sayRecordedAttempt(attempt, undefined, 'en')
    return { document, text: written(who, document) }
  }
  const perCustomer = await Promise.all(
    verdicts.map(async (verdict) => {
      const known = [{ id: attempt.id, code: verdict.code }]
      const found = await findEvidence(db, verdict.customerId, known, new Date())
      const isNobody = verdict.code === 'unknown_user' && verdict.userId === null && loginId !== null
      const [likeliest] = isNobody ? await listProbable(db, verdict.customerId, loginId, new Date()) : []
      const evidence = found.get(attempt.id)
      const said = sayRecordedAttempt(attempt, verdict, 'en', { evidence, likeliest })
      return { customer: verdict.customer, ...said, ...(likeliest && { probable: [likeliest] }) }
    }),
  )
  const text = perCustomer.map(({ customer, ...said }) => written(`${who}, for ${customer}`, said)).join('\n')
  const { customer: _, ...document } = perCustomer[0] as (typeof perCustomer)[number]
  return { document: { ...document, ...(verdicts.length > 1 && { customers: perCustomer }) }, text }
}

/** Asks Microsoft as the server does. Without the server's settings, Microsoft is not asked. */
function askingOf(environment: Environment): Asking | undefined {
  try {
    const { entra } = readConfig(environment)
    return { findTenant: createEntra(entra).findTenant, applicationId: entra.clientId }
  } catch {
    return undefined
  }
}

type Spoken = ReturnType<typeof sayRecordedAttempt> | ReturnType<typeof sayExplanation>
type Written = Pick<Spoken, 'checks' | 'cause' | 'causeText' | 'remedy'> & {
  perhaps?: ReturnType<typeof sayExplanation>['perhaps']
}

/** For a terminal: one line for each check, then the cause, what to do, and who has to act. */
function written(title: string, { checks, cause, causeText, remedy, perhaps }: Written): string {
  const { expected: expectedWord, seen: seenWord } = messages.en.explain
  const lines = checks.flatMap(({ label, rule, passed, stops, expected, seen }) => {
    const sign = passed ? '✓' : stops ? '✗' : '–'
    const values = [
      ...(expected && !passed ? [`${expectedWord}: ${expected}`] : []),
      ...(seen ? [passed || !expected ? seen : `${seenWord}: ${seen}`] : []),
    ]
    const indented = values.flatMap((value) => value.split('\n')).map((value) => `         ${value}`)
    return [`  ${sign} ${rule.padEnd(4)} ${label}`, ...indented]
  })
  return [
    title,
    ...lines,
    `Cause:  ${causeText}${cause ? ` (${cause})` : ''}`,
    `Remedy: ${remedy.text}`,
    `        ${messages.en.explainPerson.panel.actor[remedy.actor]}`,
    ...(perhaps ? [`Note:   ${perhaps.text}`, `        ${perhaps.remedy.text}`] : []),
    '',
  ].join('\n')
}
