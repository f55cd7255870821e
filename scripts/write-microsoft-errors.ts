/** Writes docs/microsoft-errors.md from the catalogue of AADSTS numbers. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorsDocument } from '#shared/aadsts/testing/errors-document.ts'

writeFileSync(join(import.meta.dirname, '../docs/microsoft-errors.md'), errorsDocument())
