import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { workbookType } from './write-workbook.ts'

/** The two formats in which a table is downloaded. */
export const sheetFormat = z.enum(['xlsx', 'csv']).default('xlsx')

/** The answer of a route that calls `answerSheet`. */
export const sheetFile = {
  200: {
    description: 'The file',
    content: {
      [workbookType]: { schema: z.string().openapi({ format: 'binary' }) },
      'text/csv': { schema: z.string() },
    },
  },
}

/** Answers with a table as a file, made in the format that was asked for. */
export async function answerSheet(
  c: Context,
  { name, format }: { name: string; format: 'xlsx' | 'csv' },
  make: { csv: () => string; xlsx: () => Promise<Uint8Array> },
) {
  c.header('Content-Disposition', `attachment; filename="${name}.${format}"`)
  if (format === 'csv') return c.body(make.csv(), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  return c.body(new Uint8Array(await make.xlsx()), 200, { 'Content-Type': workbookType })
}
