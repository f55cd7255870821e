/** Writes the table of Microsoft's answers in docs/sign-in.md from the list that its test plays. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { outcomesTable } from '#server/sign-in/testing/outcomes.ts'

const path = join(import.meta.dirname, '../docs/sign-in.md')
const document = readFileSync(path, 'utf8')
const place = /(<!-- outcomes[^>]*-->)[\s\S]*(<!-- end of outcomes -->)/
if (!place.test(document)) throw new Error('docs/sign-in.md has no place for the table')
const table = await outcomesTable()
writeFileSync(
  path,
  document.replace(place, (_, begin, end) => `${begin}\n${table}\n${end}`),
)
