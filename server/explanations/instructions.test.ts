import { expect, test } from 'vitest'
import { languageCodes } from '#shared/languages.ts'
import { flawOf } from '#shared/plain-text.ts'
import { instructionsFor } from './instructions.ts'

test.each(languageCodes)(
  'in %s, the mail that a manager is offered is one that may be sent (R35)',
  (language) => {
    for (const withMicrosoft of [true, false]) {
      const { subject, message } = instructionsFor(language, withMicrosoft)
      expect(flawOf(subject, { mailed: true })).toBeUndefined()
      expect(flawOf(message, { lines: true, mailed: true })).toBeUndefined()
    }
  },
)
