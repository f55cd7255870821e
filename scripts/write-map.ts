/**
 * Writes the map of ARCHITECTURE.md from the two sentences that open each room's main file: `node
 * scripts/write-map.ts`. With `--check` it only says whether the map is current.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ladder, readRooms } from '#server/testing/rooms.ts'

const file = join(import.meta.dirname, '../ARCHITECTURE.md')
const [start, end] = ['<!-- rooms: written by `npm run map` -->', '<!-- end of rooms -->']

const current = readFileSync(file, 'utf8')
const [before, rest] = current.split(start)
const [, after] = (rest ?? '').split(end)
if (before === undefined || after === undefined)
  throw new Error(`ARCHITECTURE.md has lost the lines ${start} and ${end}`)

const written = `${before}${start}\n${map()}\n${end}${after}`
if (written === current) console.log('The map of ARCHITECTURE.md is current')
else if (process.argv.includes('--check')) {
  console.error('The map of ARCHITECTURE.md does not fit the rooms: run npm run map, and commit the file')
  process.exitCode = 1
} else {
  writeFileSync(file, written)
  console.log('The map of ARCHITECTURE.md is written')
}

function map(): string {
  const rows = readRooms().map(
    ({ name, mainFile, is, isNot }) => `| [\`${name}\`](${mainFile}) | ${is} | ${isNot} |`,
  )
  return [
    '| room of `server/` | what it is | not here |',
    '|---|---|---|',
    ...rows,
    '',
    'A room imports those before it, and none after:',
    '',
    ...inLines(`\`${ladder.join(' < ')}\``),
  ].join('\n')
}

/** Broken at its blanks, into lines of at most 120 columns. */
function inLines(text: string): string[] {
  return text.match(/.{1,120}(?: |$)/g)?.map((line) => line.trimEnd()) ?? []
}
