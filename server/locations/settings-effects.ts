import type { AuditEvent } from '#server/audit/audit.ts'
import type { ManagerNotice } from '#server/mail/manager-notices.ts'
import type { Trx } from '#server/platform/database.ts'
import type { SettingName, SettingValues } from '#shared/advanced-settings.ts'
import { listFactorManagers } from './factor-managers.queries.ts'
import { type AreaUser, listPeopleOfArea } from './people-of-area.queries.ts'
import { isAffected, type PersonState, stateOf } from './people-of-area.ts'
import { countPeople } from './touched.queries.ts'

/** What a change of one setting does, besides being saved and recorded. */
type Effects = {
  /** Counts what it affects, after it was made. If it counts anything, the change has to be confirmed. */
  consequences?(
    trx: Trx,
    chain: { id: string; customerId: string },
    before: SettingValues,
    after: SettingValues,
    now: Date,
  ): Promise<Record<string, number>>
  /** What every manager is mailed about it (R27). */
  notice?(
    chain: { id: string; name: string },
    before: SettingValues,
    after: SettingValues,
  ): ManagerNotice | undefined
  /** Events of its own in the audit log for on and off, instead of `settings.changed`. */
  events?: { on: SwitchEvent; off: SwitchEvent }
}

/** The events whose whole detail is the chain. */
type SwitchEvent = Extract<AuditEvent, { action: 'rehearsal.begun' | 'rehearsal.ended' }>['action']

export const settingEffects: { readonly [Name in SettingName]?: Effects } = {
  azureTenantId: {
    // Another tenant, or none (R6).
    async consequences(trx, chain, before, after) {
      if (before.azureTenantId === null) return {}
      const { linkedUsers, usersWithoutPassword } = await countPeople(
        trx,
        chain,
        'azureTenantId',
        before.azureTenantId,
      )
      return { linkedUsers, ...(after.azureTenantId === null && { usersWithoutPassword }) }
    },
    notice: ({ name: chain }, before, after) => ({
      kind: 'tenant_changed',
      chain,
      before: before.azureTenantId,
      after: after.azureTenantId,
    }),
  },
  mandatoryAuthentication: {
    async consequences(trx, chain, _, after, now): Promise<Record<string, number>> {
      const people = await listPeopleOfArea(trx, chain, now)
      const affected = people.filter(isAffected)
      return after.mandatoryAuthentication ? whenTurnedOn(affected) : whenTurnedOff(affected)
    },
    notice: ({ name: chain }, _, after) => ({
      kind: 'mandatory_switched',
      chain,
      isOn: after.mandatoryAuthentication,
    }),
  },
  secondFactorRequiredFrom: {
    consequences: (trx, chain, before, after, now) =>
      whoNeedsFactor(trx, chain, before.secondFactorRequiredFrom, after.secondFactorRequiredFrom, now),
    notice: ({ id: at, name: chain }, _, { secondFactorRequiredFrom: startsOn }) => ({
      kind: 'second_factor_required',
      at,
      chain,
      startsOn,
    }),
  },
  sessionConfirmation: {
    notice: ({ name: chain }, _, after) => ({
      kind: 'confirmation_switched',
      chain,
      isOn: after.sessionConfirmation,
    }),
  },
  rehearsal: {
    // Turning mandatory authentication on has a notice already.
    notice: ({ name: chain }, _, after) =>
      after.mandatoryAuthentication ? undefined : { kind: 'rehearsal', chain, begins: after.rehearsal },
    events: { on: 'rehearsal.begun', off: 'rehearsal.ended' },
  },
}

/**
 * Managers with a password who have a second factor, and who have none. Both are counted where the day is earlier than
 * before; where it is later or none, those who then need none.
 */
async function whoNeedsFactor(
  trx: Trx,
  chain: { id: string; customerId: string },
  before: string | null,
  after: string | null,
  now: Date,
): Promise<Record<string, number>> {
  const managers = await listFactorManagers(trx, chain, now)
  const without = managers.filter(({ hasSecondFactor }) => !hasSecondFactor).length
  if (after === null || (before !== null && before < after)) return { managersNotRequired: managers.length }
  return { managersWithSecondFactor: managers.length - without, managersWithoutSecondFactor: without }
}

/** A person who has not signed in with Microsoft yet would be left without a way to sign in that has worked (R15). */
function whenTurnedOn(affected: readonly AreaUser[]): Record<string, number> {
  const inState = (state: PersonState) => affected.filter((person) => stateOf(person) === state).length
  const [usersReady, usersNeverTried, usersRefused] = [
    inState('linked'),
    inState('never_tried'),
    inState('refused'),
  ]
  if (usersNeverTried + usersRefused === 0) return {}
  return { usersWithMicrosoftOnly: affected.length, usersReady, usersNeverTried, usersRefused }
}

/** A policy that protects everyone below is lifted, which is never done in passing (R5). */
function whenTurnedOff(affected: readonly AreaUser[]): Record<string, number> {
  const usersWithPasswordAgain = affected.filter(({ hasPassword }) => hasPassword).length
  return { usersWithPasswordAgain, usersStillWithoutPassword: affected.length - usersWithPasswordAgain }
}
