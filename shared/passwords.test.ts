import { expect, test } from 'vitest'
import { passwordFaults } from './passwords.ts'

test.each([
  ['Harbour-7-lanterns', []],
  ['Tr4ffic!counts', []],
  ['Éclair-au-c4fé', []],
  ['P@sswords-are-2-weak', []],
  ['Ab1!', ['too_short']],
  ['Ab1!xyz', ['too_short']],
  ['quiet-harbour-7', ['no_capital']],
  ['Quiet-harbour', ['no_number']],
  ['QuietHarbour7', ['no_special']],
  // White space alone is nothing special.
  ['Quiet harbour 7', ['no_special']],
  ['', ['too_short', 'no_capital', 'no_number', 'no_special']],
  [`Aa1!${'x'.repeat(197)}`, ['too_long']],
])('the password %j lacks %j (R26)', (password, faults) => {
  expect(passwordFaults(password)).toEqual(faults)
})

test.each([
  'Password1!',
  'P@ssw0rd',
  'Pa$$w0rd123!',
  'P@$$W0RD!!',
  'Welcome2026!',
  'Summer-2026',
  'Qwerty123!',
  '1Qaz2wsx!',
  'Azerty123!',
  'Motdepasse1!',
  'Contraseña1!',
  'Contrasena-1',
  'Admin@123',
  'Adm1n1strator!',
  '123!Letmein',
  'L3tm31n!',
  'Abc@12345',
  'PasswordPassword1!',
  'Aaaaaaaa1!',
  'Tmas2026!',
])('%s keeps the other rules and is still a common password (R26)', (password) => {
  expect(passwordFaults(password)).toEqual(['common'])
})

test('full-width letters are the same password as plain ones, for the rule as for the hash (R26)', () => {
  expect(passwordFaults('\uFF30assword1!')).toEqual(['common'])
})

test.each([
  'Max.manager1',
  'M4x-Manager!',
  'North2026!',
  'NorthGroup-1',
  'GroupNorth!1',
  'Müller-Max1',
  'Mueller#Muller1',
])('%s is only what the person or the customer is called (R26)', (password) => {
  const names = ['max.manager', 'Max Müller', 'North Group', 'mueller@north.example']
  expect(passwordFaults(password, { names })).toEqual(['common'])
  expect(passwordFaults('Harbour-7-lanterns', { names })).toEqual([])
  expect(passwordFaults('North-7-lanterns', { names })).toEqual([])
})

test.each([
  'Asdfghjk1!',
  'Poiuytre-1',
  'Qsdfghjk!1',
  '!1Qaz2wsx3edc',
  'Zyxwvuts1!',
  '1234567890-Qwe',
  'Ytrewq098!',
])('%s is a run of keys (R26)', (password) => {
  expect(passwordFaults(password)).toEqual(['common'])
})

test('a word of a longer list is common behind the same disguises (R26)', () => {
  const isListed = (word: string) => word === 'lighthouse'
  for (const password of ['Lighthouse1!', 'L1ghth0use!', '2026-LightHouse'])
    expect(passwordFaults(password, { isListed })).toEqual(['common'])
  expect(passwordFaults('Lighthouse-7-keeper', { isListed })).toEqual([])
})
