import type { SheetImportMessages } from '#shared/messages/sheet-import.en.ts'
import { RefusedRequest } from '../../api.ts'

/** Why a file was not read, and what to do about it; undefined if it was refused for another reason. */
export function sayUnreadable(
  words: SheetImportMessages,
  error: Error,
  mostRows: number,
): string | undefined {
  if (!(error instanceof RefusedRequest)) return undefined
  const { errors, headings, code } = error
  const [first, second] = headings
  if ('double_column' in errors && first !== undefined && second !== undefined)
    return words.doubleColumn(first, second)
  if ('too_many_rows' in errors) return words.tooManyRows(mostRows)
  if (code === 'too_large') return words.unreadable.too_large
  const fault = Object.keys(errors).find((name) => Object.hasOwn(words.unreadable, name))
  return fault && words.unreadable[fault as keyof typeof words.unreadable]
}
