/**
 * TMAS to try: the embedded database, the Entra emulator, sample customers and the server, on this machine only. The
 * data stays in `data/demo`; delete the folder to start again. The demo does not read the settings of an installation,
 * because its people and their public password must never end up in a real database.
 */
import { join } from 'node:path'
import { readConfig } from '#server/config.ts'
import { openDatabase } from '#server/platform/database.ts'
import { startServer } from '#server/server.ts'
import { startEmulator } from '../emulator/emulator.ts'
import { sampleDirectory, tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { buildConsole } from './build-console.ts'
import { openMailbox } from './mailbox.ts'
import { plays } from './plays.ts'
import { addSampleCustomers, samplePassword } from './sample-customers.ts'

// The two must be different sites, as TMAS and Microsoft are: a browser treats localhost and 127.0.0.1 as such.
const url = `http://localhost:${process.env.PORT ?? 3000}`
const dataDir = process.env.DEMO_DATA_DIR ?? './data/demo'
const emulatorPort = Number(process.env.EMULATOR_PORT ?? 4000)

try {
  await buildConsole()
  const emulator = await startEmulator({
    host: '127.0.0.1',
    port: emulatorPort,
    directory: sampleDirectory(url),
  })
  const mailbox = await openMailbox(
    join(dataDir, 'mailbox'),
    Number(process.env.MAILBOX_PORT ?? emulatorPort + 1),
  )
  const server = await startServer(
    readConfig({
      TMAS_URL: url,
      TMAS_DATA_DIR: dataDir,
      ENTRA_AUTHORITY: emulator.url,
      ENTRA_CLIENT_ID: tmasClientId,
      ENTRA_CLIENT_SECRET: tmasClientSecret,
      SMTP_URL: mailbox.smtpUrl,
      MAIL_FROM: 'tmas@tmas.example',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    }),
    { plays },
  )
  const db = openDatabase({ url: server.databaseUrl })
  const north = await addSampleCustomers(db, emulator.directory, new Date())
  await db.destroy()
  introduce(emulator.url, mailbox.url, emulator.directory.people, north)

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    console.log('\nStopping…')
    await server.stop()
    await mailbox.close()
    await emulator.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
} catch (error) {
  console.error(
    `The demo cannot start. ${error instanceof Error ? error.message : error}${otherPorts(error)}`,
  )
  process.exit(1)
}

/** What to type if one of the demo's three ports is taken. */
function otherPorts(error: unknown): string {
  const { code } = (error instanceof Error ? (error.cause ?? error) : {}) as NodeJS.ErrnoException
  if (code !== 'EADDRINUSE') return ''
  return '\nTo use other ports: PORT=3100 EMULATOR_PORT=4100 MAILBOX_PORT=4101 npm run demo'
}

function introduce(
  microsoft: string,
  mailbox: string,
  people: { loginId: string; stands?: string }[],
  north: string,
) {
  const width = Math.max(...people.map((person) => person.loginId.length))
  const rows = people.map((person) => `    ${person.loginId.padEnd(width)}  ${person.stands ?? ''}`)
  console.log(`
TMAS is ready. This is a demo: it listens on this machine only, and “Microsoft” is an emulator.

  TMAS                     ${url}/
  North Group's own page   ${url}/sign-in?chain=${north}   (guests need it)
  The emulator of Entra    ${microsoft}/   (control: ${microsoft}/control)
  The mailbox              ${mailbox}/   (what TMAS mails: welcome, forgotten passwords, notices)

  Press “Sign in with Microsoft” and pick one of these people. Each shows one case:

${rows.join('\n')}

  With username and password: max.manager, ${samplePassword}

  Ctrl-C stops everything. The data stays in ${dataDir}.
`)
}
