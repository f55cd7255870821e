/** Writes docs/explanations.md from the cases that its test plays. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explanationsDocument } from '#server/testing/explanations-document.ts'

writeFileSync(join(import.meta.dirname, '../docs/explanations.md'), explanationsDocument())
