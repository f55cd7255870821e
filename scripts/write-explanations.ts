/** Writes docs/explanations.md from the cases that its test plays. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableIn } from '#server/explanations/testing/worlds-table.ts'
import { explanationsDocument } from '#server/testing/explanations-document.ts'

const document = join(import.meta.dirname, '../docs/explanations.md')
// What `npm run explain-worlds` found stays.
writeFileSync(document, `${explanationsDocument()}${tableIn(readFileSync(document, 'utf8'))}`)
