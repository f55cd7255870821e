import { describe, expect, test } from 'vitest'
import { messages } from '#shared/messages/messages.ts'
import { recordFacts } from './record-facts.ts'

const day = (at: string) => `at ${at.slice(0, 10)}`

describe('the details of an audit record are in the reader’s words (R23, R24)', () => {
  test('a change names each field that changed, with what was there and what is there now', () => {
    const before = { azureTenantId: null, mandatoryAuthentication: false, timeZone: 'Europe/Paris' }
    const after = { azureTenantId: '4a3c', mandatoryAuthentication: true, timeZone: 'Europe/Paris' }
    expect(recordFacts({ before, after }, messages.en, day)).toEqual([
      ['Azure Tenant ID', '– → 4a3c'],
      ['Mandatory authentication', 'No → Yes'],
    ])
    expect(recordFacts({ before: null, after: { mandatoryAuthentication: true } }, messages.fr, day)).toEqual(
      [[messages.fr.advancedSettings.mandatoryAuthentication.label, '– → Oui']],
    )
  })

  test('a code is said in words, a moment in the reader’s time, and a list as a list', () => {
    const refused = { code: 'wrong_password', door: 'password', reference: 'ABC-123' }
    expect(recordFacts(refused, messages.es, day)).toEqual([
      ['Causa', messages.es.refusalWords.wrong_password.short],
      ['Forma de iniciar sesión', messages.es.signIns.doors.password],
      ['Referencia', 'ABC-123'],
    ])
    expect(recordFacts({ reason: 'too_many' }, messages.en, day)).toEqual([
      ['Reason', 'Too many sessions at once'],
    ])
    expect(
      recordFacts({ expiresAt: '2027-01-31T08:00:00.000Z', usernames: ['ada', 'bob'] }, messages.en, day),
    ).toEqual([
      ['Valid until', 'at 2027-01-31'],
      ['Usernames', 'ada, bob'],
    ])
  })

  test('a plan of a roll-out is told wave by wave, and not as code', () => {
    const after = [{ locationIds: ['a', 'b'], startsOn: '2027-01-31', noticeDaysBefore: 7 }]
    expect(recordFacts({ after }, messages.en, day)).toEqual([
      ['After', 'Locations: a, b; Starts on: 2027-01-31; Days of notice: 7'],
    ])
  })

  test('what no one has given words yet is shown as it was recorded', () => {
    expect(recordFacts({ somethingNew: 'x' }, messages.en, day)).toEqual([['somethingNew', 'x']])
  })
})
