import type { Role } from '#shared/roles.ts'

/**
 * Whether a customer keeps a way in that depends on no one else (R16): at its top, an enabled Chain and User Manager,
 * or an enabled Chain Manager and an enabled User Manager, who can sign in with a password. Microsoft does not count,
 * because it depends on settings that only these people could repair. Someone whose account has an end date does not
 * count either: no one has to do anything for it to end.
 *
 * Call it with the users who hold a role on the customer's top-level chain, after the change and under the customer's
 * lock.
 */
export function keepsAWayIn(
  managersAtTheTop: readonly { role: Role; enabled: boolean; endsOn: string | null; hasPassword: boolean }[],
): boolean {
  const held = new Set(
    managersAtTheTop
      .filter(({ enabled, endsOn, hasPassword }) => enabled && endsOn === null && hasPassword)
      .map(({ role }) => role),
  )
  return held.has('chain_and_user_manager') || (held.has('chain_manager') && held.has('user_manager'))
}
