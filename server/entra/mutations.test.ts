import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { createEntra } from './entra.ts'
import { type Attack, attacks, run } from './testing/attacks.ts'
import { type Microsoft, startMicrosoft } from './testing/microsoft.ts'
import { type Mutation, mutations } from './testing/mutations.ts'

/**
 * Tests the tests: each check is taken out of a copy of this folder, and the table of attacks must then notice.
 *
 * The copies lie beside the originals, so that their imports resolve as the originals' do.
 */
const home = fileURLToPath(new URL('.', import.meta.url))
const copies = join(home, '.mutants')

let microsoft: Microsoft
let workshop: string
beforeAll(async () => {
  mkdirSync(copies, { recursive: true })
  workshop = mkdtempSync(join(copies, 'run-'))
  microsoft = await startMicrosoft()
})
afterAll(async () => {
  rmSync(workshop, { recursive: true, force: true })
  await microsoft.stop()
})

test.each(mutations)('$name: an attack comes through, or is refused for another reason', async (mutation) => {
  const mutant = await importMutant(mutation)
  expect(await firstDifference(mutant, mutation.near)).toBeDefined()
})

async function importMutant({ file, find, replace }: Mutation): Promise<typeof createEntra> {
  const folder = mkdtempSync(join(workshop, 'm-'))
  for (const name of readdirSync(home).filter(isSource)) copyFileSync(join(home, name), join(folder, name))
  const source = readFileSync(join(folder, file), 'utf8')
  expect(source.split(find), `${find} stands once in ${file}`).toHaveLength(2)
  writeFileSync(
    join(folder, file),
    source.replace(find, () => replace),
  )
  return (await import(join(folder, 'entra.ts'))).createEntra
}

function isSource(name: string): boolean {
  return /^[a-z-]+\.ts$/.test(name)
}

/** The likeliest rows first: a mutant that is noticed at once costs nothing. */
async function firstDifference(mutant: typeof createEntra, near: string): Promise<Attack | undefined> {
  const isNear = ({ expected }: Attack) => expected.endsWith(`by ${near}`)
  for (const attack of attacks.toSorted((one, another) => Number(isNear(another)) - Number(isNear(one)))) {
    const came = await run(attack, microsoft, mutant).catch((error: unknown) => `thrown: ${error}`)
    if (came !== attack.expected) return attack
  }
}
