/**
 * What ten frequent tasks take in the console: `node e2e/play-tasks.ts` plays them in Chromium, each from a manager's home
 * page, counts the clicks and keys that the pages receive, and prints the table of docs/newcomer.md.
 */
import { migrate } from '#server/migrations/migrate.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { buildConsole } from '../scripts/build-console.ts'
import { launchBrowser } from './browser.ts'
import { openStage } from './stage.ts'
import { playTask, tasks } from './tasks.ts'

await buildConsole()
const cluster = await startThrowAwayCluster()
await migrate(cluster.url, { log: { info() {}, warn() {} } })
const browser = await launchBrowser('shell')
const stage = await openStage(cluster.url, browser)
try {
  console.log('| task | clicks before | clicks | keys | seconds |')
  console.log('|---|---|---|---|---|')
  for (const task of tasks) {
    const { presses, keys, seconds } = await playTask(stage, task)
    console.log(`| ${task.name} | ${task.before} | ${presses} | ${keys} | ${Math.round(seconds)} |`)
  }
} finally {
  await browser.close()
  await stage.close()
  await cluster.stop()
}
