import { expect, test } from 'vitest'
import { eachAlone } from './each-alone.ts'

test('what fails for one is logged, and the others have their turn', async () => {
  const done: string[] = []
  const logged: object[] = []
  const things = ['first', 'second', 'third'].map((id) => ({ id }))
  await eachAlone(
    { warn: (fields: object) => logged.push(fields) } as never,
    'tell everyone',
    things,
    async ({ id }) => {
      if (id === 'second') throw new Error('broken')
      done.push(id)
    },
  )
  expect(done).toEqual(['first', 'third'])
  expect(logged).toEqual([{ err: expect.any(Error), duty: 'tell everyone', id: 'second' }])
})
