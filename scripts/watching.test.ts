import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { openMetrics } from '#server/metrics.ts'
import { testDatabase } from '#server/testing/test-database.ts'

const read = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8')
const rules: { alert: string; expr: string }[] = parse(read('deploy/prometheus-alerts.yaml')).groups.flatMap(
  ({ rules }: { rules: object[] }) => rules,
)
const { panels }: { panels: { targets: { expr: string }[] }[] } = JSON.parse(
  read('deploy/grafana-dashboard.json'),
)

let database: Awaited<ReturnType<typeof testDatabase>>
let known: Set<string>
beforeAll(async () => {
  database = await testDatabase()
  const log = { warn() {} }
  const metrics = openMetrics({
    db: database.db,
    log,
    now: () => new Date(),
    credentials: [],
    disturbance: () => undefined,
  })
  const { text } = await metrics.read()
  metrics.stop()
  known = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name))
})
afterAll(() => database.close())

test('alerts and dashboard ask only for metrics that TMAS has', () => {
  const asked = [...rules, ...panels.flatMap(({ targets }) => targets)].flatMap(({ expr }) =>
    [...expr.matchAll(/\b(?:tmas|nodejs|process)_\w+/g)].map(([name]) => name),
  )
  expect(asked.length).toBeGreaterThan(20)
  const unknown = asked.filter(
    (name) => !known.has(name) && !known.has(name.replace(/_(?:bucket|count|sum)$/, '')),
  )
  expect(unknown).toEqual([])
})

test('every metric of TMAS stands in the manual, and every alert with what to do about it', () => {
  const manual = read('docs/operating.md')
  const ours = [...known].filter((name) => name.startsWith('tmas_'))
  expect(ours.filter((name) => !manual.includes(`\`${name}\``))).toEqual([])
  const explained = [...manual.matchAll(/^\| `(Tmas\w+)` \|/gm)].map(([, name]) => name)
  expect(explained).toEqual(rules.map(({ alert }) => alert))
})
