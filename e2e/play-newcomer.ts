/**
 * How long the set-up takes someone who has never done it. `node e2e/play-newcomer.ts` plays the newcomer at the pace
 * of a person, against the emulator, and prints when each step started. First *Connect with Microsoft*, then the rest of
 * a first day: the recovery link, a store, five people; and at last someone else, who pastes the tenant ID. docs/newcomer.md has what it printed.
 */
import { migrate } from '#server/migrations/migrate.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { recoverManager } from '#server/users/recover.ts'
import { southTenantId } from '../emulator/sample.ts'
import { launchBrowser } from './browser.ts'
import {
  addFivePeople,
  addNewcomer,
  addStore,
  connectByTheGuide,
  connectWithMicrosoft,
  newcomer,
  type Pace,
  setPasswordByLink,
} from './newcomer.ts'
import { openStage } from './stage.ts'
import { openVisitor } from './visitor.ts'

/** A careful reader of instructions: 200 words a minute. Each thing to do takes some seconds of looking and moving. */
const wordsPerSecond = 200 / 60
const secondsPerAct = 6

const cluster = await startThrowAwayCluster()
await migrate(cluster.url, { log: { info() {}, warn() {} } })
const browser = await launchBrowser('shell')
const stage = await openStage(cluster.url, browser)
try {
  await addNewcomer(stage.db)
  const { link } = await recoverManager(
    stage.db,
    { kind: 'operator' },
    newcomer.username,
    stage.url,
    new Date(),
  )
  const { page, context } = await openVisitor(stage, { viewport: { width: 1280, height: 800 } })
  let begun = performance.now()
  const say = (what: string, seconds: number) => {
    const at = (performance.now() - begun) / 1000
    console.log(`${at.toFixed(0).padStart(4)} s  ${what} (${seconds.toFixed(0)} s)`)
    return new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000))
  }
  const pace: Pace = {
    read: (what, text) => say(`reads ${what}`, text.split(/\s+/).length / wordsPerSecond),
    act: (what) => say(what, secondsPerAct),
  }
  await setPasswordByLink(page, link, pace)
  console.log('      Connect with Microsoft')
  begun = performance.now()
  await connectWithMicrosoft(page, pace)
  console.log(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  done`)
  console.log('      a store and five people')
  begun = performance.now()
  await addStore(page, pace)
  await addFivePeople(page, pace)
  console.log(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  done`)
  await context.close()
  console.log('      the guide, by pasting')
  const other = await openVisitor(stage, { viewport: { width: 1280, height: 800 } })
  const ida = {
    ...newcomer,
    username: 'ida.newcomer',
    email: 'ida.other@south.example',
    company: 'Ida Stores',
  }
  const { loginId, name } = { loginId: ida.email, name: 'Ida Other' }
  stage.emulator.directory.people.push({ loginId, name, tenantId: southTenantId, oid: crypto.randomUUID() })
  await addNewcomer(stage.db, ida)
  begun = performance.now()
  await connectByTheGuide(other.page, pace, ida)
  console.log(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  done`)
  await other.context.close()
} finally {
  await browser.close()
  await stage.close()
  await cluster.stop()
}
