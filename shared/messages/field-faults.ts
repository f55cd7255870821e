import { type FieldFault, oddCharacterIn, type TextField } from '../user-fields.ts'
import type { UserMessages } from './users.en.ts'

/** What is wrong with a field, in words. If it is one character, which one and where. */
export function sayFieldFault(
  words: Pick<UserMessages, 'faults' | 'oddCharacter'>,
  fault: FieldFault,
  typed: { field: TextField; text: string } | undefined,
): string {
  const odd = typed && oddCharacterIn(typed.field, typed.text)
  return odd?.fault === fault ? words.oddCharacter[odd.fault](odd) : words.faults[fault]
}

/** The same for a row of an import, of which only the names are at hand. */
export function sayRowFault(
  words: Pick<UserMessages, 'faults' | 'oddCharacter'>,
  row: { username?: string; email?: string },
  column: string,
  fault: FieldFault,
): string {
  const isName = column === 'username' || column === 'email'
  return sayFieldFault(words, fault, isName ? { field: column, text: row[column] ?? '' } : undefined)
}
