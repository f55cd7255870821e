/**
 * Every check between a click and a session, in the order in which they are made, with the rule that it keeps.
 *
 * To add one: add a line here, then follow the compiler to its words in `shared/messages/explain.*.ts`. A check of
 * Microsoft's answer belongs in `server/entra/verify.ts`, any other in `server/policy/`.
 */
export const checks = {
  browser: 'R8',
  callback: 'R8',
  metadata: 'R8',
  redemption: 'R8',
  format: 'R8',
  algorithm: 'R8',
  key_set: 'R8',
  key: 'R8',
  signature: 'R8',
  key_issuer: 'R8',
  audience: 'R8',
  issuer: 'R8',
  times: 'R8',
  nonce: 'R8',
  version: 'R8',
  personal_account: 'R12',
  tenant: 'R8',
  subject: 'R8',
  object_id: 'R8',
  login_id: 'R9',

  user: 'R1',
  tenant_set: 'R12',
  chain_tenant: 'R8',
  link: 'R10',
  address: 'R9',
  vouched: 'R22',
  customer_active: 'R39',
  enabled: 'R12',
  not_ended: 'R12',
  password_door: 'R13',
  password: 'R29',
  second_factor: 'R30',

  // About a person, whether or not they have ever tried: see `server/policy/why.ts`.
  exists: 'R1',
  has_role: 'R22',
  tenant_known: 'R4',
  address_plausible: 'R9',
  account_name: 'R10',
  password_set: 'R14',
  returned: 'R17',
  last_attempt: 'R17',
} as const satisfies Record<string, `R${number}`>

export type CheckName = keyof typeof checks

export const checkNames = Object.keys(checks) as [CheckName, ...CheckName[]]

/** `expected` and `seen` are for the managers' record: never a secret or a token. */
export type Check = { name: CheckName; passed: boolean; expected?: string; seen?: string }
