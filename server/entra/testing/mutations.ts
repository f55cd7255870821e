import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Bench, type Mutation, openWorkshop } from '#server/testing/mutations.ts'
import type { createEntra } from '../entra.ts'
import { attacks, run } from './attacks.ts'
import { startMicrosoft } from './microsoft.ts'

const folder = join(import.meta.dirname, '..')

/** `near` is the check of the token that should notice. */
type Check = { name: string; file: string; from: string; to: string; near: string }

/**
 * Every line of the claims policy, read from the source itself, so that a new rule is included as soon as it is
 * written.
 */
function rulesOfClaims(): Check[] {
  const file = 'verify.ts'
  const source = readFileSync(join(folder, file), 'utf8')
  const list = /const rules: Rule\[\] = \[\n([\s\S]*?)\n\]\n/.exec(source)?.[1] ?? ''
  return list.split(/\n(?= {2}must\()/).map((rule) => ({
    name: `without the rule ${rule.replace(/\s+/g, ' ').trim()}`,
    file,
    from: rule,
    to: '',
    near: /'(\w+)'/.exec(rule)?.[1] ?? '',
  }))
}

/** One check taken out, or a limit moved. */
const table: [file: string, from: string, to: string][] = [
  ['verify.ts', 'if (token.length > tokenSizeLimit) return', ''],
  ['verify.ts', 'segments.length !== 3 || ', ''],
  ['verify.ts', ' || !segments.every(isBase64url)', ''],
  ['verify.ts', "if (Object.hasOwn(header, 'crit'))", 'if (false)'],
  ['verify.ts', "if (Object.hasOwn(header, 'b64'))", 'if (false)'],
  ['verify.ts', "return is(alg, 'RS256')", 'return holds(true)'],
  ['verify.ts', 'holds(isSignedBy(key, token))', 'holds(true)'],
  ['verify.ts', "note('key_issuer', keyIssuer(key, claims, expected))", "note('key_issuer', holds(true))"],
  ['verify.ts', 'named !== undefined && cloud !== undefined && named !== cloud', 'false'],
  ['verify.ts', 'named !== undefined && cloud !== undefined && named !== cloud', 'named !== cloud'],
  ['verify.ts', ' || named !== expected.cloudInstanceName', ''],
  ['verify.ts', ' || !isOfOtherCloud', ''],
  ['verify.ts', "typ.toUpperCase() === 'JWT'", 'true'],
  ['verify.ts', 'return is(iss, issuer)', 'return holds(true)'],
  ['verify.ts', 'Number.isSafeInteger(then)', "typeof then === 'number'"],
  ['verify.ts', ' && value.length <= maxLength', ''],
  ['verify.ts', ' && /^[^\\p{Cc}]+$/u.test(value)', ''],
  ['verify.ts', 'const tolerance = 5 * 60', 'const tolerance = 7 * 60'],
  ['verify.ts', 'const tolerance = 5 * 60', 'const tolerance = 2 * 60'],
  ['verify.ts', 'const maxAge = 15 * 60', 'const maxAge = 17 * 60'],
  ['verify.ts', 'return !(member && own)', 'return !member'],
  ['verify.ts', 'return !(member && own)', 'return !own'],
  ['verify.ts', "? value : ''", '? value : String(value)'],

  ['strict-json.ts', '{ fatal: true, ignoreBOM: true }', '{ ignoreBOM: true }'],
  ['strict-json.ts', 'ignoreBOM: true', 'ignoreBOM: false'],
  ['strict-json.ts', 'if (names.has(folded)) return false', ''],
  ['strict-json.ts', 'name.toLowerCase()', 'name'],
  ['strict-json.ts', "literal.includes('\\\\') ?", 'false ?'],
  ['strict-json.ts', 'if (!name.isWellFormed()) return false', ''],
  ['strict-json.ts', 'const maxDepth = 16', 'const maxDepth = 100_000'],

  ['keys.ts', "jwk.kty === 'RSA' &&", ''],
  ['keys.ts', "(jwk.use === undefined || jwk.use === 'sig') &&", ''],
  ['keys.ts', "(jwk.alg === undefined || jwk.alg === 'RS256') &&", ''],
  ['keys.ts', '!privateMembers.some((member) => Object.hasOwn(jwk, member)) &&', ''],
  ['keys.ts', 'bitLength(number) >= 2048 && ', ''],
  ['keys.ts', 'bitLength(number) <= 8192 && ', ''],
  ['keys.ts', 'bitLength(number) <= 8192 && isOdd(number)', 'bitLength(number) <= 8192'],
  ['keys.ts', 'bitLength(number) >= 17 && ', ''],
  ['keys.ts', 'bitLength(number) <= 32 && isOdd(number)', 'bitLength(number) <= 32'],
  ['keys.ts', 'for (const kid of ambiguous) keys.delete(kid)', ''],
  ['keys.ts', 'one.modulus === other.modulus &&', ''],
  ['keys.ts', 'one.issuer === other.issuer &&', ''],
  ['keys.ts', 'if (!Array.isArray(body.keys))', 'if (false)'],
  ['keys.ts', 'if (status !== 200)', 'if (false)'],
  ['keys.ts', 'if (answered.size === 0)', 'if (false)'],
  ['keys.ts', 'const sizeLimit = 256 * 1024', 'const sizeLimit = 256 * 1024 * 1024'],

  ['metadata.ts', "if (tenantId !== '{tenantid}')", 'if (false)'],
  ['metadata.ts', 'if (isGuid(path) && tenantId !== path)', 'if (false)'],
  ['metadata.ts', '!issuer.startsWith(before) || ', ''],
  ['metadata.ts', ' || !issuer.endsWith(after)', ''],
  ['metadata.ts', "'authorization_endpoint', ", ''],
  ['metadata.ts', "'token_endpoint', ", ''],
  ['metadata.ts', ", 'jwks_uri'", ''],
  ['metadata.ts', "name.trim() !== ''", 'true'],
  ['metadata.ts', 'const sizeLimit = 64 * 1024', 'const sizeLimit = 64 * 1024 * 1024'],

  ['redeem.ts', 'if (status !== 200 || !isBearer) return', 'if (!isBearer) return'],
  ['redeem.ts', 'if (status !== 200 || !isBearer) return', 'if (status !== 200) return'],
  ['redeem.ts', "typeof id_token === 'string' ?", 'true ?'],
  ['redeem.ts', 'const sizeLimit = 64 * 1024', 'const sizeLimit = 64 * 1024 * 1024'],

  ['request.ts', 'if (!isJson(contentType))', 'if (false)'],
  ['request.ts', 'if (total > size)', 'if (false)'],
  ['request.ts', "if (status === 429) return 'throttled'", ''],
  ['request.ts', "if (status >= 500) return 'microsoft_unreachable'", ''],
  ['request.ts', "throw new NoAnswer('microsoft_unreachable', 'no answer', { cause: error })", 'throw error'],
  ['request.ts', 'if (!isObject(body)) throw', 'if (false) throw'],
]

const checks: Check[] = [
  ...rulesOfClaims(),
  ...table.map(([file, from, to]) => ({
    name: `${file} with ${to || 'nothing'} for ${from}`,
    file,
    from,
    to,
    near:
      { 'verify.ts': 'signature', 'strict-json.ts': 'format', 'keys.ts': 'key', 'metadata.ts': 'metadata' }[
        file
      ] ?? 'redemption',
  })),
]

export const mutations: Mutation[] = checks.map(({ name, file, from, to }) => ({
  name: `entra/${name}`,
  file: `server/entra/${file}`,
  from,
  to,
}))
const nearOf = new Map(checks.map(({ name, near }) => [`entra/${name}`, near]))

export async function openBench(): Promise<Bench> {
  const sources = readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name))
  const workshop = openWorkshop(folder, sources)
  const microsoft = await startMicrosoft()
  return {
    async noticedBy(mutation) {
      const mutant = (await workshop.import(mutation)).createEntra as typeof createEntra
      // The likeliest rows first: a mutant that is noticed at once costs nothing.
      const near = `by ${nearOf.get(mutation.name)}`
      const likeliest = Object.groupBy(attacks, ({ expected }) => String(expected.endsWith(near)))
      for (const attack of [...(likeliest.true ?? []), ...(likeliest.false ?? [])]) {
        const came = await run(attack, microsoft, mutant).catch((error: unknown) => `thrown: ${error}`)
        if (came !== attack.expected) return `${attack.id} ${attack.name}`
      }
    },
    async close() {
      workshop.close()
      await microsoft.stop()
    },
  }
}
