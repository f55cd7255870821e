import type { Check, CheckName } from './checks.ts'
import type { WhoMustAct } from './refusals.ts'

/**
 * Why an answer of Microsoft's could not be accepted (`invalid_response`), as finely as the check that failed says it.
 * Each has its sentences, for the person and for managers, in `shared/messages/faults.*.ts`.
 *
 * To add one: add a line here, then follow the compiler.
 */
export const faults = {
  /** Not the answer to what this browser asked. */
  browser: { actor: 'person', checks: ['browser', 'nonce'] },
  /** The address that Microsoft led back to has a part twice, or neither a code nor an error. */
  callback: { actor: 'person', checks: ['callback'] },
  /** Microsoft's metadata or keys: an outage, no matter who signs in. */
  documents: { actor: 'person', checks: ['metadata', 'key_set'] },
  /** Neither a token nor an error of Microsoft's. */
  answer: { actor: 'operator', checks: ['redemption'] },
  signature: {
    actor: 'operator',
    checks: ['format', 'algorithm', 'key', 'signature', 'key_issuer', 'issuer', 'version'],
  },
  audience: { actor: 'operator', checks: ['audience'] },
  clock: { actor: 'operator', checks: ['times'] },
  claim: { actor: 'it', checks: ['tenant', 'subject', 'object_id', 'login_id'] },
} as const satisfies Record<string, { actor: WhoMustAct; checks: readonly CheckName[] }>

export type Fault = keyof typeof faults

/** The claim that a check reads, by the name that Microsoft documents. */
const claims: Partial<Record<CheckName, string>> = {
  tenant: 'tid',
  subject: 'sub',
  object_id: 'oid',
  login_id: 'preferred_username',
}

/** By the first check that failed; where none did, no sign-in of this browser was there to check the answer against. */
export function faultIn(checks: readonly Check[]): { fault: Fault; claim: string | undefined } {
  const failed = checks.find(({ passed }) => !passed)
  const isOf = (fault: Fault) =>
    (faults[fault].checks as readonly CheckName[]).includes(failed?.name as CheckName)
  const fault = (Object.keys(faults) as Fault[]).find(isOf) ?? 'browser'
  return { fault, claim: failed && claims[failed.name] }
}
