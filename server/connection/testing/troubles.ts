import { randomUUID } from 'node:crypto'
import type { dice } from '#server/policy/testing/dice.ts'
import { setServicePrincipal } from '../../../emulator/directory.ts'
import { tmasClientId } from '../../../emulator/sample.ts'
import type { Employee, Region, SimulatedCustomer } from './simulated-customer.ts'

/** What goes wrong on one day of a roll-out. */
export type Trouble = {
  name: string
  /**
   * Makes it, for people of a region.
   *
   * @returns whom it keeps out, and what ends it.
   */
  begin(customer: SimulatedCustomer, region: Region, dice: Dice): Promise<Made> | Made
  /** Whether it is there before the wave begins, so that a rehearsal can meet it. */
  isStanding?: true
  /** No one can sign in to manage: only what TMAS does by itself helps. */
  withoutManager?: true
}

type Dice = ReturnType<typeof dice>

export type Made = {
  concerns: readonly Employee[]
  end(): unknown
  /** What people do instead of going along with everything, at their first try. */
  answer?: 'cancel'
}

/** An outage of Microsoft's, until it is over. */
function outage({ scene }: SimulatedCustomer, region: Region): Made {
  const { control } = scene.door.emulator
  control.faults.token = { outage: true }
  return { concerns: region.people, end: () => control.reset() }
}

/** So many of the people, at least one. */
function some(people: readonly Employee[], share: number, { chance }: Dice): Employee[] {
  const chosen = people.filter(() => chance(share))
  return chosen.length > 0 ? chosen : people.slice(0, 1)
}

/** Microsoft has trouble with people until their IT has ended it. */
function troubled(people: readonly Employee[], trouble: Employee['account']['trouble']): Made {
  for (const { account } of people) if (trouble) account.trouble = trouble
  return {
    concerns: people,
    end: () => {
      for (const { account } of people) delete account.trouble
    },
  }
}

/** What every customer of the simulation goes through, one a day, in an order of its own. */
export const troubles: readonly Trouble[] = [
  {
    name: 'the tenant ID of another organization',
    async begin(customer, region) {
      const { scene } = customer
      await scene.setTenant(scene.addTenant(`other-${randomUUID().slice(0, 8)}.example`))
      return { concerns: region.people, end: () => scene.setTenant(scene.tenantId) }
    },
  },
  {
    name: 'consent is taken away',
    isStanding: true,
    begin({ scene }, region) {
      const { directory } = scene.door.emulator
      // Of this region alone: elsewhere it is another day's trouble.
      const ofRegion = new Set<string | null>(region.people.map(({ account }) => account.oid))
      const [taken = [], left = []] = [true, false].map((isTaken) =>
        directory.consents.filter(({ oid }) => ofRegion.has(oid) === isTaken),
      )
      directory.consents = left
      const made = troubled(region.people, { kind: 'needs_admin' })
      return {
        concerns: region.people,
        end: () => {
          made.end()
          directory.consents.push(...taken)
        },
      }
    },
  },
  {
    name: 'half the addresses are wrong',
    isStanding: true,
    async begin({ scene }, region, dice) {
      const wrong = some(region.people, 0.5, dice)
      for (const { userId, email } of wrong)
        await scene.change(userId, { email: email.replace(/^(.)(.)/, '$2$1') })
      return {
        concerns: wrong,
        end: async () => {
          for (const { userId, email } of wrong) await scene.change(userId, { email })
        },
      }
    },
  },
  { name: 'Microsoft is down for an hour', begin: outage },
  {
    name: 'Microsoft is down for an hour, and no manager can sign in',
    begin: outage,
    withoutManager: true,
  },
  {
    name: 'a policy blocks a region, and says so to TMAS',
    begin: (_, region) => troubled(region.people, { kind: 'returns', aadsts: 53003 }),
  },
  {
    name: 'a policy blocks a region, on Microsoft’s page',
    isStanding: true,
    begin: (_, region) => troubled(region.people, { kind: 'stays', aadsts: 53003 }),
  },
  {
    name: 'assignment is required, and a third is not assigned',
    isStanding: true,
    begin({ scene }, region, dice) {
      const { directory } = scene.door.emulator
      const out = some(region.people, 0.33, dice)
      const principal = { tenantId: scene.tenantId, clientId: tmasClientId, signInEnabled: true }
      const assigned = directory.people
        .filter(({ oid }) => out.every(({ account }) => account.oid !== oid))
        .map(({ oid }) => oid)
      setServicePrincipal(directory, { ...principal, assignmentRequired: true, assigned })
      return {
        concerns: out,
        end: () => setServicePrincipal(directory, { ...principal, assignmentRequired: false, assigned: [] }),
      }
    },
  },
  {
    name: 'accounts are deleted and created again',
    begin({ scene }, region, dice) {
      const anew = some(region.people, 0.2, dice)
      for (const { account } of anew) {
        account.oid = randomUUID()
        scene.consent(account)
      }
      // What ends it is a manager who removes the link.
      return {
        concerns: anew,
        end: async () => {
          for (const { userId } of anew) {
            await scene.door.db.deleteFrom('microsoftLink').where('userId', '=', userId).execute()
          }
        },
      }
    },
  },
  {
    name: 'TMAS’s credential has expired',
    begin({ scene }, region) {
      const { control } = scene.door.emulator
      control.expiredSecret = true
      return { concerns: region.people, end: () => control.reset() }
    },
  },
  {
    name: 'people change their minds at Microsoft',
    begin: (_, region, dice) => ({
      concerns: some(region.people, 0.5, dice),
      answer: 'cancel',
      end: () => undefined,
    }),
  },
  {
    name: 'accounts are renamed in Entra',
    begin({ scene }, region, dice) {
      const renamed = some(region.people, 0.3, dice)
      for (const { account } of renamed) account.loginId = `new.${account.loginId}`
      return {
        // The link goes on; only who is not linked yet is kept out.
        concerns: [],
        // Also in TMAS, where a manager may have followed.
        end: async () => {
          for (const { account, userId, email } of renamed) {
            account.loginId = email
            await scene.change(userId, { email })
          }
        },
      }
    },
  },
  { name: 'nothing is wrong', begin: () => ({ concerns: [], end: () => undefined }) },
]
