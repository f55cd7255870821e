import { type PasswordFault, passwordFaults } from '#shared/passwords.ts'

/** Read when it is first needed, because most processes set no password. */
let listed: Promise<ReadonlySet<string>> | undefined

/** Some 49,000 passwords from published leaks, in lower case. */
async function readList(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'])
}

/**
 * Everything wrong with a new password (R26), also compared with the passwords that others have used most, as leaks
 * show.
 *
 * @param names of the person and of the customer, which a password must not be.
 */
export async function faultsOfNewPassword(
  password: string,
  names: readonly string[],
): Promise<PasswordFault[]> {
  listed ??= readList()
  const list = await listed
  return passwordFaults(password, { names, isListed: (word) => list.has(word) })
}
