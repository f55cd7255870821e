import { setTimeout as sleep } from 'node:timers/promises'
import { cuttableWire } from '#server/http/testing/cuttable.ts'
import { smtpServer } from '#server/testing/smtp-server.ts'
import { runTmas } from '../../cli/testing/program.ts'
import { comesTrue, type Fault, tryFault } from './fault.ts'
import { openCluster, openStage } from './stage.ts'

type Trouble = 'down' | 'mute' | 'refusing'

/** Mails that are written while it lasts. */
const written = 8

/** A request never waits for the mail server. */
const soonEnough = 3_000

export const mailFails: Fault = {
  name: 'mail',
  about: 'the mail server is down, says nothing, or refuses everything for now',
  async run(options) {
    const { things, seconds } = options
    const answers: Record<string, string> = {}
    const post = await smtpServer({ answers })
    things.defer(() => post.close())
    const wire = await cuttableWire(`smtp://127.0.0.1:${post.port}`)
    things.defer(() => wire.cut())
    const settings = { SMTP_URL: wire.url, MAIL_FROM: 'tmas@tmas.example' }
    const stage = await openStage(things, await openCluster(things), { settings })
    const begin: Record<Trouble, () => Promise<void>> = {
      down: () => wire.cut(),
      async mute() {
        await wire.cut()
        wire.mute(true)
        await wire.mend()
      },
      async refusing() {
        answers.MAIL = '451 4.3.0 try again later'
      },
    }
    const end: Record<Trouble, () => Promise<unknown>> = {
      down: () => wire.mend(),
      async mute() {
        await wire.cut()
        wire.mute(false)
        await wire.mend()
      },
      async refusing() {
        delete answers.MAIL
      },
    }
    const reports = []
    for (const trouble of ['down', 'mute', 'refusing'] as const) {
      const allowed = { slowest: 8_000, back: 2_000, unhurt: ['mail', 'change'] as const }
      const report = await tryFault(
        options,
        stage,
        `mail server ${trouble}`,
        allowed,
        async ({ load, claim, over }) => {
          await begin[trouble]()
          for (let mail = 0; mail < written; mail++) {
            const { ms } = await load.ask('mail')
            claim(ms < soonEnough, `a request waited ${Math.round(ms)} ms for the mail server`)
          }
          const waits = () => stage.metric('tmas_outbox_mails{state="waiting"}')
          claim(
            await comesTrue(async () => Number(await waits()) > 0, 15_000),
            'tmas_outbox_mails does not say it',
          )
          await sleep(seconds * 1_000)
          const { status } = await stage.ready()
          claim(status === 200, `/readyz is ${status}, though mail can wait`)
          await end[trouble]()
          await over()
          const taken = () =>
            [...load.mails].every((subject) => post.mails.some(({ text }) => text.includes(subject)))
          const isThere = await comesTrue(async () => {
            // What a mail server did not take is tried again after two minutes, or when the operator says so.
            await runTmas(['mail', 'retry'], stage.environment)
            return taken()
          }, 60_000)
          const missing = [...load.mails].filter(
            (subject) => !post.mails.some(({ text }) => text.includes(subject)),
          )
          claim(isThere, `${missing.length} mails never arrived: ${missing.slice(0, 3).join(', ')}`)
          return { ready: String(status), alarm: 'TmasMailWaits' }
        },
      )
      reports.push(report)
    }
    return reports
  },
}
