import type { AuditEvent } from '#server/audit/audit.ts'
import type { ManagerNotice } from '#server/mail/manager-notices.ts'
import type { Trx } from '#server/platform/database.ts'
import type { SettingName, SettingValues } from '#shared/advanced-settings.ts'
import { countPeople } from './touched.queries.ts'

/** What a change of one setting does, besides being saved and recorded. */
type Effects = {
  /** Counts what it affects, after it was made. If it counts anything, the change has to be confirmed. */
  consequences?(
    trx: Trx,
    chainId: string,
    before: SettingValues,
    after: SettingValues,
  ): Promise<Record<string, number>>
  /** What every manager is mailed about it (R27). */
  notice?(chain: string, before: SettingValues, after: SettingValues): ManagerNotice | undefined
  /** Events of its own in the audit log for on and off, instead of `settings.changed`. */
  events?: { on: SwitchEvent; off: SwitchEvent }
}

/** The events whose whole detail is the chain. */
type SwitchEvent = Extract<AuditEvent, { action: 'rehearsal.begun' | 'rehearsal.ended' }>['action']

export const settingEffects: { readonly [Name in SettingName]?: Effects } = {
  azureTenantId: {
    // Another tenant, or none (R6).
    async consequences(trx, chainId, before, after) {
      if (before.azureTenantId === null) return {}
      const { linkedUsers, usersWithoutPassword } = await countPeople(trx, chainId, before.azureTenantId)
      return { linkedUsers, ...(after.azureTenantId === null && { usersWithoutPassword }) }
    },
    notice: (chain, before, after) => ({
      kind: 'tenant_changed',
      chain,
      before: before.azureTenantId,
      after: after.azureTenantId,
    }),
  },
  mandatoryAuthentication: {
    // If no one has signed in with Microsoft yet (R15).
    async consequences(trx, chainId, _, after): Promise<Record<string, number>> {
      if (!after.mandatoryAuthentication) return {}
      const { linkedUsers, belowManagers } = await countPeople(trx, chainId, after.azureTenantId)
      if (linkedUsers > 0) return {}
      return { usersWithMicrosoftOnly: belowManagers }
    },
    notice: (chain, _, after) => ({
      kind: 'mandatory_switched',
      chain,
      isOn: after.mandatoryAuthentication,
    }),
  },
  rehearsal: {
    // Turning mandatory authentication on has a notice already.
    notice: (chain, _, after) =>
      after.mandatoryAuthentication ? undefined : { kind: 'rehearsal', chain, begins: after.rehearsal },
    events: { on: 'rehearsal.begun', off: 'rehearsal.ended' },
  },
}
