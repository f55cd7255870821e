/**
 * A remedy is offered only if it can admit no one but the person, or if it says whom it would admit and asks the
 * manager to make sure. Worlds are generated in which accounts are renamed, recreated, and get each other's addresses;
 * in each, what is offered is carried out by a manager who makes sure as told, and every account tries again.
 */
import { expect, test } from 'vitest'
import { remedyActions } from '#shared/remedies.ts'
import { someoneElse } from './claimant.ts'
import { type Known, safeguardOf } from './safe-remedy.ts'
import { admits, carryOut, factsOf, generate } from './testing/remedy-worlds.ts'
import { explainPerson, explainStranger } from './why.ts'

const worlds = 4000

test('no remedy that is offered lets an account in that is not this person’s, in thousands of generated worlds (R10, R19)', () => {
  const offered = new Map<string, number>()
  for (let seed = 1; seed <= worlds; seed += 1) {
    const world = generate(seed)
    const explanation = explainPerson(factsOf(world))
    const { action, safeguard } = explanation
    if (action) offered.set(action, (offered.get(action) ?? 0) + 1)
    // A tenant is everyone's: what it opens is asked of IT, and is no single person's affair.
    if (safeguard?.ask === 'ask_it') continue
    const { after, withPassword } = carryOut(world, explanation, safeguard)
    for (const account of world.accounts.filter(({ isTheirs, exists }) => !isTheirs && exists)) {
      const isNew = admits(after, account) && !admits(world, account)
      expect(isNew, `world ${seed}: ${action} lets in ${JSON.stringify(account)}`).toBe(false)
    }
    expect(withPassword, `world ${seed}: a link to set a password goes to someone else`).toBeNull()
  }
  // The worlds are such that there is something to offer.
  for (const action of ['switch_on', 'remove_link', 'correct_address', 'send_password_link'])
    expect(offered.get(action), action).toBeGreaterThan(30)
})

test('an address that no user has is added, or given to a user, only once the manager knows whose it is (R19)', () => {
  const offered = new Map<string, number>()
  for (let seed = 1; seed <= worlds; seed += 1) {
    const world = generate(seed)
    for (const { account } of world.rows.filter(({ code }) => code === 'unknown_user')) {
      if (account === null) continue
      for (const isProbable of [true, false])
        for (const seen of [account, null]) {
          const facts = { attempts: [], unreturned: null, isProbable, reference: null, account: seen }
          const { action, safeguard } = explainStranger(account.loginId, facts)
          if (action) offered.set(action, (offered.get(action) ?? 0) + 1)
          const { after, newUser } = carryOut(world, { action, address: account.loginId }, safeguard)
          const isSomeoneElses = world.accounts.some(
            ({ isTheirs, exists, loginId, tenantId }) =>
              !isTheirs && exists && loginId === account.loginId && tenantId === world.tenantId,
          )
          if (isSomeoneElses)
            expect([newUser, after.email], `world ${seed}: ${action}`).toEqual([null, world.email])
        }
    }
  }
  for (const action of ['create_user', 'correct_address'])
    expect(offered.get(action), action).toBeGreaterThan(30)
})

test('a remedy that admits an account names it, and asks in the way that fits (R19)', () => {
  for (let seed = 1; seed <= worlds; seed += 1) {
    const world = generate(seed)
    const { action, safeguard, why } = explainPerson(factsOf(world))
    if (action === 'remove_link') expect(safeguard?.ask, why).toBe('compare_object_id')
    if (action === 'correct_address') expect(safeguard?.ask, why).toBe('call_person')
    if (action === 'send_password_link') expect(safeguard, why).toMatchObject({ about: 'mailbox' })
  }
})

const nothing: Known = {
  account: null,
  address: null,
  asked: null,
  link: null,
  linkedObjectId: null,
  hasTenant: true,
  isAddressTaken: false,
}

test('an account that tried before the linked account was used again is someone else (R10, R17)', () => {
  const email = 'maria.keller@acme.example'
  const [before, after] = [new Date('2026-01-01'), new Date('2026-01-02')]
  const claimBy = (lastUsedAt: Date, firstSeenAt: Date) =>
    someoneElse({
      email,
      names: ['Maria Keller'],
      link: { loginId: email, lastUsedAt },
      claimant: { name: 'Maria Keller', firstSeenAt },
    })
  expect(claimBy(after, before)).toBe('seen')
  expect(claimBy(before, after)).toBeNull()
})

test('the address of someone whose account signs in is never offered for correction (R10, R19)', () => {
  const link = { tenantId: 'home', objectId: 'own', loginId: 'maria.keller@acme.example' }
  const account = { tenantId: 'home', objectId: 'other', loginId: 'maria.keler@acme.example' }
  for (const known of [account, null])
    expect(safeguardOf('correct_address', { ...nothing, account: known, link })).toBe('never')
})

test('where nothing is known of the account or of the person, only what admits no one is offered (R19)', () => {
  const told = remedyActions.map((action) => [action, safeguardOf(action, nothing)])
  expect(Object.fromEntries(told)).toEqual({
    create_user: 'never',
    correct_address: { ask: 'call_person', about: 'new_address' },
    set_tenant_id: { ask: 'ask_it', about: 'tenant' },
    correct_tenant_id: { ask: 'ask_it', about: 'tenant' },
    switch_on: 'never',
    change_end_date: 'never',
    remove_link: 'never',
    send_password_link: 'never',
    send_consent_kit: null,
    mail_instructions: null,
  })
})

test('a person whose linked account signs in has no cause, whoever else tried with their address (R10, R17)', () => {
  for (let seed = 1; seed <= worlds; seed += 1) {
    const world = generate(seed)
    const link = world.links.find(({ tenantId }) => tenantId === world.tenantId)
    const newest = world.attempts.find(({ account }) => account?.objectId === link?.objectId)
    const isHealthy = world.enabled && link && newest?.outcome === 'succeeded'
    const isLast = newest === world.attempts[0]
    // A linked account that may have been deleted since is only known to work if it was used last.
    if (isHealthy && isLast) expect(explainPerson(factsOf(world)).cause, `world ${seed}`).toBeNull()
  }
})
