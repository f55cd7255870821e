import { expect, test } from 'vitest'
import { faultsOfNewPassword } from './password-rules.ts'

test.each(['Harbour1!', 'Trustno1!!', 'Lantern-2026', 'Snowball#9', 'K1ngk0ng!'])(
  '%s is a password that many others have (R26)',
  async (password) => {
    expect(await faultsOfNewPassword(password, [])).toEqual(['common'])
  },
)

test('what nobody else has is not refused for a word in it (R26)', async () => {
  for (const password of ['Harbour-7-lanterns', 'Tr4ffic!counts', 'Quiet-harbour-7', 'Four-Grey-Boats-9'])
    expect(await faultsOfNewPassword(password, ['max.manager', 'North Group'])).toEqual([])
})
