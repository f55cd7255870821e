import { readFileSync } from 'node:fs'

/** The settings with a secret in them. Each can come from a file instead, named by the same setting with `_FILE`. */
const secrets = ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'ENTRA_CLIENT_SECRET', 'SMTP_URL'] as const

/**
 * The settings, with those that lie in files read from there: where containers and service managers put secrets, so
 * that they are in no environment, which other programs of the same user can read.
 *
 * @returns also what is wrong with the files, each fault with the setting's name, and never what is in one.
 * @see https://docs.docker.com/compose/how-tos/use-secrets/
 */
export function withSecretFiles(environment: Record<string, string | undefined>): {
  given: Record<string, string | undefined>
  faults: string[]
} {
  const given = { ...environment }
  const faults: string[] = []
  for (const name of secrets) {
    const file = environment[`${name}_FILE`]
    if (file === undefined) continue
    if (environment[name] !== undefined) {
      faults.push(`${name}_FILE: ${name} is set as well; leave one of them out`)
      continue
    }
    const content = contentOf(file)
    // Not which file: someone may have put the secret itself there.
    if (content === undefined) faults.push(`${name}_FILE: must be the path of a file that TMAS can read`)
    else if (content === '') faults.push(`${name}_FILE: the file is empty`)
    else given[name] = content
  }
  return { given, faults }
}

/** Without the line break with which an editor ends a file. */
function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}
