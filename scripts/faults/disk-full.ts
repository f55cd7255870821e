import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbeddedPostgres } from '#server/embedded-postgres/embedded-postgres.ts'
import { askDoctor, comesTrue, type Fault, type Options, type Report, Skipped, tryFault } from './fault.ts'
import { openStage, type Stage } from './stage.ts'

/** Settings with which little is kept of what was changed. */
export const smallLog = { min_wal_size: '64MB', max_wal_size: '96MB' }

const silent = { info() {}, warn() {}, error() {} }

/** For the files of a cluster, its log of changes, and what people do in the meantime. */
const size = '300m'

export const diskFull: Fault = {
  name: 'disk-full',
  about: "the disk of PostgreSQL is full, on a small file system in the machine's memory",
  async run(options) {
    const { things } = options
    const folder = await mountSmall(things)
    const postgres = await startEmbeddedPostgres({ dataDir: folder, log: silent, settings: smallLog })
    things.defer(() => postgres.stop())
    return [await fillDisk(options, await openStage(things, postgres), folder)]
  },
}

/** Fills the disk on which the database of a stage is, and makes room again. */
export function fillDisk(options: Options, stage: Stage, folder: string): Promise<Report> {
  const filler = join(folder, 'filler')
  const allowed = { slowest: 8_000, back: 3_000, unhurt: ['lookup'] as const }
  return tryFault(options, stage, 'disk full', allowed, async ({ claim, over, load }) => {
    const isFull = () => load.told.some(({ kind, outcome }) => kind === 'password' && outcome === 'later')
    await fill(filler)
    claim(await comesTrue(async () => isFull(), 30_000), 'sign-ins went on while the disk was full')
    claim(await comesTrue(async () => (await stage.ready()).status === 503, 30_000), '/readyz stays at 200')
    await sleep(options.seconds * 1_000)
    const { status, text } = await stage.ready()
    claim(text.includes('disk'), `/readyz does not say why: ${text}`)
    const figure = await stage.metric('tmas_database_takes_writes')
    claim(figure === 0, `tmas_database_takes_writes is ${figure}`)
    const line = stage.lines.some(({ msg }) => msg.startsWith('the disk of the database is full'))
    claim(line, 'the log does not say it')
    const doctor = await askDoctor(stage, 'database')
    claim(doctor?.status === 'failed', `doctor: ${doctor?.detail}`)
    await rm(filler)
    await over()
    return { ready: `${status} ${text}`, alarm: 'TmasDatabaseTakesNoWrites, log, doctor' }
  })
}

/** @throws {Skipped} */
export async function mountSmall(things: AsyncDisposableStack): Promise<string> {
  if (process.getuid?.() !== 0) throw new Skipped('a small file system can only be mounted by root')
  const folder = await mkdtemp(join(tmpdir(), 'tmas-faults-disk-'))
  things.defer(() => rm(folder, { recursive: true, force: true }))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0755`, 'tmas-faults', folder], {
      stdio: 'pipe',
    })
  } catch (cause) {
    throw new Skipped('this machine does not let a file system be mounted, as in many containers', { cause })
  }
  things.defer(() => void execFileSync('umount', [folder]))
  await chmod(folder, 0o755)
  return folder
}

/** To the last byte. */
async function fill(path: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (let bytes = 1 << 20; bytes >= 512; ) {
      const wrote = await file.write(Buffer.alloc(bytes)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOSPC') throw error
      })
      if (wrote?.bytesWritten !== bytes) bytes >>= 1
    }
  } finally {
    await file.close()
  }
}
