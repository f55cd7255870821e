import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** What is typed there is not saved, or not by this file. */
const savesNothing = [
  'pages/api-keys/api-keys.tsx',
  'pages/audit/audit-filters.tsx',
  'pages/devices/devices.tsx',
  'pages/locations/location-tree.tsx',
  'pages/sign-ins/filters.tsx',
  'pages/users/explain-search.tsx',
  'pages/users/user-search.tsx',
  'pages/users/users.tsx',
  // One field of a form that keeps the draft.
  'pages/locations/setting-field.tsx',
  // A name that is typed to confirm what is done.
  'pages/users/person-data.tsx',
]

test('every page that takes what people type or choose notes that it is not saved yet (R32)', () => {
  const pages = globSync('pages/**/*.tsx', { cwd: import.meta.dirname }).map((file) => ({
    file: file.replaceAll('\\', '/'),
    source: readFileSync(join(import.meta.dirname, file), 'utf8'),
  }))
  const typing = pages.filter(({ source }) =>
    /<(?:TextInput|Textarea|PasswordInput)\b|type="file"/.test(source),
  )
  // A part of a form is given the draft, or the state of the form, by the form.
  const silent = typing.filter(
    ({ source }) => !/\buseUnsaved\(|\buseDraft\(|\bdraft\b|\bDraft<|UserFormState/.test(source),
  )
  expect(typing.length).toBeGreaterThan(12)
  expect(silent.map(({ file }) => file).filter((file) => !savesNothing.includes(file))).toEqual([])
})
