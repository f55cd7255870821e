/**
 * What a browser receives before the console's home page is complete: every answer with its bytes, in each language, for a
 * manager of a connected chain.
 */
import { migrate } from '#server/migrations/migrate.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { languageCodes } from '#shared/languages.ts'
import { launchBrowser } from '../e2e/browser.ts'
import { firstHome, limits, sumOf } from '../e2e/first-load.ts'
import { openStage } from '../e2e/stage.ts'
import { openVisitor } from '../e2e/visitor.ts'
import { buildConsole } from '../scripts/build-console.ts'

await buildConsole()
const cluster = await startThrowAwayCluster()
await migrate(cluster.url, { log: { info() {}, warn() {} } })
const browser = await launchBrowser('shell')
const stage = await openStage(cluster.url, browser)
try {
  for (const language of languageCodes) {
    const { page, context } = await openVisitor(stage, { locale: language })
    const received = await firstHome(stage, page, language)
    console.log(
      `\n${language}: the home page, from an empty cache (limit: ${limits.bytes} bytes, ${limits.requests} requests)\n`,
    )
    for (const { address, kind, body, headers } of received)
      console.log(`${String(body).padStart(8)} ${String(headers).padStart(6)}  ${kind.padEnd(11)} ${address}`)
    console.log(
      `${String(sumOf(received, 'body')).padStart(8)} ${String(sumOf(received, 'headers')).padStart(6)}  ${received.length} requests`,
    )
    await context.close()
  }
} finally {
  await browser.close()
  await stage.close()
  await cluster.stop()
}
