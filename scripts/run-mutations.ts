import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import {
  type Bench,
  loadMutations,
  type Mutation,
  mutated,
  namePattern,
  root,
} from '#server/testing/mutations.ts'
import { mutationsNamed, readPromises } from '#server/testing/promises.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { buildConsole } from './build-console.ts'

/**
 * Breaks the product on purpose, one mutant at a time, and sees whether the test that should notice does:
 *
 *     npm run mutations                   all of them
 *     npm run mutations -- passwords R29  those whose name, or whose line in SECURITY.md, contains one of the words
 *
 * The mutants of pure code are tried in memory. For the others a copy of the repository is changed, and only the test
 * that is named runs, on one PostgreSQL for all. A test that fails in an unchanged copy kills nothing. Exits with 1
 * unless every mutant is killed.
 */
type Tried = {
  mutation: Mutation
  by: string
  verdict: 'killed' | 'SURVIVED' | 'DID NOT RUN' | 'FAILS ANYWAY'
}

/** With the role that owns the tables, and with TMAS's own, which may do less: some tests are about that. */
type Cluster = { url: string; applicationUrl: string }

/** Milliseconds after which a test that a mutant keeps from ending is stopped. */
const longest = 5 * 60 * 1000

const began = Date.now()
const promises = readPromises()
const wanted = process.argv.slice(2)
const rooms = (await loadMutations()).map((room) => ({ ...room, mutations: room.mutations.filter(isWanted) }))
const inMemory = rooms.map((room) => ({ ...room, mutations: room.mutations.filter(({ test }) => !test) }))
const withTest = rooms.flatMap(({ mutations }) => mutations).filter(({ test }) => test !== undefined)

const total = rooms.flatMap(({ mutations }) => mutations).length

const tried = new Map<string, Tried>()
for (const { mutations, openBench } of inMemory)
  if (openBench && mutations.length > 0) await tryInMemory(mutations, await openBench())
if (withTest.length > 0) await tryInCopies(withTest)
report()

async function tryInMemory(mutations: readonly Mutation[], bench: Bench) {
  for (const mutation of mutations) {
    const by = await bench.noticedBy(mutation)
    note({ mutation, by: by ?? '', verdict: by === undefined ? 'SURVIVED' : 'killed' })
  }
  await bench.close()
}

async function tryInCopies(mutations: readonly Mutation[]) {
  await buildConsole()
  const workshop = await mkdtemp(join(tmpdir(), 'tmas-mutations-'))
  const cluster = await startThrowAwayCluster()
  try {
    const copies = await Promise.all(
      Array.from({ length: Math.min(availableParallelism(), mutations.length) }, (_, n) =>
        copyOfRepository(join(workshop, String(n))),
      ),
    )
    const passing = await passingUnchanged(copies, cluster, mutations)
    await inTurns(copies, passing, async (copy, next) => note(await tryInCopy(copy, cluster, next)))
  } finally {
    await cluster.stop()
    await rm(workshop, { recursive: true, force: true })
  }
}

async function copyOfRepository(copy: string): Promise<string> {
  const leftOut = ['node_modules', '.git', '.mutants', 'data', 'test-results', 'coverage']
  await cp(root, copy, { recursive: true, filter: (path) => !leftOut.includes(basename(path)) })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** Each copy takes the next piece of work as soon as it has ended one. */
async function inTurns<T>(
  copies: readonly string[],
  work: readonly T[],
  act: (copy: string, one: T) => Promise<void>,
) {
  const queue = [...work]
  await Promise.all(
    copies.map(async (copy) => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await act(copy, next)
    }),
  )
}

/** The mutants whose tests pass in an unchanged copy; the others are noted. */
async function passingUnchanged(
  copies: readonly string[],
  cluster: Cluster,
  mutations: readonly Mutation[],
): Promise<Mutation[]> {
  const passing: Mutation[] = []
  const byFile = Map.groupBy(mutations, ({ test }) => test?.file ?? '')
  await inTurns(copies, [...byFile], async (copy, [file, ofFile]) => {
    const names = new Set(ofFile.map(({ test }) => namePattern(test?.name ?? '')))
    const results = await runTests(copy, cluster, file, [...names].join('|'))
    for (const mutation of ofFile) {
      if (verdictOf(mutation, results) === 'SURVIVED') passing.push(mutation)
      else note({ mutation, by: mutation.test?.name ?? '', verdict: 'FAILS ANYWAY' })
    }
  })
  return passing
}

async function tryInCopy(copy: string, cluster: Cluster, mutation: Mutation): Promise<Tried> {
  const { test = { file: '', name: '' } } = mutation
  const changed = join(copy, mutation.file)
  const source = await readFile(changed, 'utf8')
  await writeFile(changed, mutated(source, mutation))
  const results = await runTests(copy, cluster, test.file, namePattern(test.name))
  await writeFile(changed, source)
  return { mutation, by: test.name, verdict: verdictOf(mutation, results) }
}

type Result = { file: string; title: string; status: string }

async function runTests(copy: string, cluster: Cluster, file: string, pattern: string): Promise<Result[]> {
  const output = join(copy, 'test-results.json')
  await rm(output, { force: true })
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs')
  const reporting = ['--reporter=json', `--outputFile=${output}`]
  const child = spawn(
    process.execPath,
    [vitest, 'run', file, '-t', pattern, '--project', 'node', ...reporting],
    {
      cwd: copy,
      stdio: 'ignore',
      env: {
        ...process.env,
        DATABASE_URL_TEST: cluster.url,
        DATABASE_URL_TEST_APPLICATION: cluster.applicationUrl,
      },
      timeout: longest,
    },
  )
  await once(child, 'exit')
  const text = await readFile(output, 'utf8').catch(() => '{"testResults":[]}')
  type Module = { name: string; assertionResults: { title: string; status: string }[] }
  return (JSON.parse(text) as { testResults: Module[] }).testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, status }) => ({ file: name, title, status })),
  )
}

function verdictOf({ test }: Mutation, results: readonly Result[]): Tried['verdict'] {
  const pattern = new RegExp(namePattern(test?.name ?? ''))
  const ran = results.filter(
    ({ file, title, status }) =>
      test && file.endsWith(test.file) && pattern.test(title) && ['passed', 'failed'].includes(status),
  )
  if (ran.length === 0) return 'DID NOT RUN'
  return ran.some(({ status }) => status === 'failed') ? 'killed' : 'SURVIVED'
}

function note(one: Tried) {
  tried.set(one.mutation.name, one)
  console.error(`${tried.size}/${total} ${one.verdict}: ${one.mutation.name}`)
}

function isWanted({ name }: Mutation): boolean {
  const lines = promises.filter(({ names }) =>
    names.some((of) => mutationsNamed(of, [{ name } as Mutation]).length > 0),
  )
  const texts = [name, ...lines.flatMap(({ promise, rule }) => [promise, rule])]
  return wanted.length === 0 || wanted.some((word) => texts.some((text) => text.includes(word)))
}

function report() {
  const all = [...tried.values()]
  console.log('| promise | mutant | test | killed |\n|---|---|---|---|')
  const isNamed = new Set<string>()
  for (const { promise, rule, names } of promises)
    for (const { mutation, by, verdict } of all)
      if (names.some((name) => mutationsNamed(name, [mutation]).length > 0)) {
        isNamed.add(mutation.name)
        printRow([rule ? `${rule}: ${promise}` : promise, mutation.name, by, verdict])
      }
  for (const { mutation, by, verdict } of all)
    if (!isNamed.has(mutation.name)) printRow(['', mutation.name, by, verdict])

  const survivors = all.filter(({ verdict }) => verdict !== 'killed').length
  const minutes = Math.ceil((Date.now() - began) / 60_000)
  console.log(
    `\n${all.length - survivors} of ${all.length} mutants killed, ${survivors} not, in ${minutes} minutes`,
  )
  process.exitCode = survivors > 0 || all.length === 0 ? 1 : 0
}

function printRow(cells: string[]) {
  console.log(`| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')).join(' | ')} |`)
}
