/**
 * Writes what follows from the migrations: the row types of the database, read from one that has just been migrated,
 * and the digests that freeze them: `node scripts/generate-types.ts`. With `--check` it only says whether the
 * checked-in files are current.
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { migrate } from '#server/migrations/migrate.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { freezeMigrations } from './freeze-migrations.ts'

const file = join(import.meta.dirname, '../server/platform/database.generated.ts')
const name = relative(process.cwd(), file)

const unfrozen = await freezeMigrations({ mayWrite: !process.argv.includes('--check') })
if (unfrozen) {
  console.error(unfrozen)
  process.exitCode = 1
}

const types = await generate()
const current = await readFile(file, 'utf8').catch(() => '')
if (types === current) {
  console.log(`${name} is current`)
} else if (process.argv.includes('--check')) {
  console.error(
    `${name} does not fit the migrations: run node scripts/generate-types.ts, and commit the file`,
  )
  process.exitCode = 1
} else {
  await writeFile(file, types)
  console.log(`${name} written`)
}

async function generate(): Promise<string> {
  const cluster = await startThrowAwayCluster()
  const folder = await mkdtemp(join(tmpdir(), 'tmas-types-'))
  try {
    await migrate(cluster.url, { log: { info() {}, warn() {} } })
    const output = join(folder, 'types.ts')
    execFileSync(process.execPath, [codegen(), ...options(cluster.url, output)], {
      cwd: folder,
      stdio: 'pipe',
    })
    return await readFile(output, 'utf8')
  } finally {
    await rm(folder, { recursive: true })
    await cluster.stop()
  }
}

function codegen(): string {
  return createRequire(import.meta.url).resolve('kysely-codegen/dist/cli/bin.js')
}

/** These express in types what `openDatabase` does with values. */
function options(url: string, output: string): string[] {
  return [
    '--dialect=postgres',
    `--url=${url}`,
    `--out-file=${output}`,
    '--camel-case',
    '--date-parser=string',
    '--type-mapping={"int8":"number"}',
    '--log-level=error',
  ]
}
