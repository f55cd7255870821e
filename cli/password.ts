import { text } from 'node:stream/consumers'
import { faultsOfNewPassword } from '#server/passwords/password-rules.ts'
import { hashPassword } from '#server/passwords/passwords.ts'
import { Problem } from '#server/platform/problem.ts'
import { longestPassword, type PasswordFault } from '#shared/passwords.ts'

/** The same option for every command that sets a password. */
export const passwordOption = [
  '--password-stdin',
  'read the password from standard input, as one line; without this option the user has no password',
] as const

const sentences: Record<PasswordFault, string> = {
  too_short: 'at least 8 characters',
  too_long: `at most ${longestPassword} characters`,
  no_capital: 'a capital letter',
  no_number: 'a number',
  no_special: 'a special character',
  common: 'something that is neither a well-known password nor a name',
}

/**
 * Reads a password from standard input, never from an argument: everyone on the machine can see arguments, and they
 * stay in the shell's history.
 *
 * @param names of the user and of the customer, which the password must not be.
 * @returns its hash; undefined without the option.
 * @throws {Problem} `invalid_request` if it breaks a rule (R26).
 */
export async function readPasswordHash(
  options: { passwordStdin?: true },
  names: readonly string[],
): Promise<string | undefined> {
  if (!options.passwordStdin) return undefined
  const password = (await text(process.stdin)).replace(/\r?\n$/, '')
  const faults = await faultsOfNewPassword(password, names)
  if (faults.length > 0) {
    const reason = `A password needs ${faults.map((fault) => sentences[fault]).join(', ')}.`
    throw new Problem('invalid_request', reason, { errors: { password: reason } })
  }
  return hashPassword(password)
}
