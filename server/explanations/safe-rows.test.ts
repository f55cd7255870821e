/**
 * The row of an attempt offers no more than the explanation does: in generated worlds, what a row offers, also where it
 * is the person's own words that name the cause, is carried out by a manager who makes sure as told, and every account
 * tries again.
 */
import { expect, test } from 'vitest'
import { wordsOfRefusal } from '#server/attempts/refusal-words.ts'
import { someoneElse } from '#server/policy/claimant.ts'
import { knownOfAttempt, safeguardOf } from '#server/policy/safe-remedy.ts'
import { admits, carryOut, generate, type Row, type World } from '#server/policy/testing/remedy-worlds.ts'
import { messages } from '#shared/messages/messages.ts'

const worlds = 4000

test('no remedy of a row lets an account in that is not this person’s, whatever was recorded or said (R10, R17, R19)', () => {
  const offered = new Map<string, number>()
  for (let seed = 1; seed <= worlds; seed += 1) {
    const world = generate(seed)
    for (const row of world.rows) {
      const { remedy } = wordsOfRefusal(refusedOf(world, row), 'en')
      const { action, makeSure, admits: named } = remedy
      if (action) offered.set(action, (offered.get(action) ?? 0) + 1)
      const user = row.isOfPerson ? userOf(world) : null
      const verdict = safeguardOf(action, knownOfAttempt(row.checks, row.account, user))
      const safeguard = verdict === 'never' ? null : verdict
      expect([makeSure, verdict === 'never']).toEqual([safeguard?.ask ?? null, false])
      if (named) expect(remedy.text).toContain(named.objectId)
      if (safeguard?.ask === 'ask_it') continue
      const { after, withPassword } = carryOut(
        world,
        { action, address: row.account?.loginId ?? null },
        safeguard,
      )
      for (const account of world.accounts.filter(({ isTheirs, exists }) => !isTheirs && exists)) {
        const isNew = admits(after, account) && !admits(world, account)
        expect(isNew, `world ${seed}: ${row.code}, ${action}`).toBe(false)
      }
      expect(withPassword, `world ${seed}: ${row.code}`).toBeNull()
    }
  }
  for (const action of [
    'switch_on',
    'remove_link',
    'correct_address',
    'send_password_link',
    'correct_tenant_id',
  ])
    expect(offered.get(action), action).toBeGreaterThan(30)
})

test.each(['wrong_password', 'password_needed_first'] as const)(
  'the row of %s names the mailbox that the link goes to, and without a known person it offers no link (R19, R25)',
  (code) => {
    const refused = { code, checks: [], microsoft: null }
    const user = { email: 'maria.keller@acme.example', hasTenant: true }
    for (const language of ['en', 'fr', 'es'] as const) {
      const { remedy } = wordsOfRefusal({ ...refused, user }, language)
      expect(remedy).toMatchObject({ action: 'send_password_link', makeSure: 'call_person' })
      expect(remedy.text).toContain(messages[language].safeguards.mailbox(user.email))
    }
    expect(wordsOfRefusal(refused, 'en').remedy).toMatchObject({ action: null, makeSure: null })
  },
)

test('what a person says of Microsoft’s page offers a tenant ID only with the question to IT (R17, R19)', () => {
  const said = { choice: null, codes: [90002], meaning: null }
  const { remedy } = wordsOfRefusal({ code: 'not_returned', checks: [], microsoft: null, said }, 'en')
  expect(remedy).toMatchObject({ action: 'correct_tenant_id', makeSure: 'ask_it' })
  expect(remedy.text).toContain(messages.en.safeguards.tenant)
})

function refusedOf(world: World, { isOfPerson, ...row }: Row) {
  return {
    ...row,
    microsoft: null,
    user: isOfPerson ? userOf(world) : null,
    evidence: { someoneElse: claimOf(world, row) },
  }
}

function userOf({ email, tenantId }: World) {
  return { email, hasTenant: tenantId !== null }
}

/** That the account is known to be someone else's, as the list of sign-ins finds out. */
function claimOf(world: World, { code, account, name }: Pick<Row, 'code' | 'account' | 'name'>) {
  const link = world.links.find(({ tenantId }) => tenantId === account?.tenantId)
  if (code !== 'linked_to_other_account' || !link || !account) return undefined
  const nameOf = (objectId: string) =>
    world.attempts.find((one) => one.account?.objectId === objectId && one.name !== null)?.name ?? ''
  const times = world.attempts.filter((one) => one.account?.objectId === account.objectId)
  const certainty = someoneElse({
    email: world.email,
    names: [`${world.firstName} ${world.lastName}`, nameOf(link.objectId)],
    link,
    claimant: { name, firstSeenAt: new Date(Math.min(...times.map(({ at }) => at.getTime()))) },
  })
  return certainty ? { linkedLoginId: link.loginId, reference: 'R', certainty } : undefined
}
