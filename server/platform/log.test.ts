import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const program = (what: string) => `
  const { openLog } = await import(${JSON.stringify(join(import.meta.dirname, 'log.ts'))})
  const log = openLog('info')
  ${what}`

/** What a process wrote that ran this, however it ended. */
function written(what: string): Promise<string[]> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--input-type=module', '-e', program(what)], (_error, output) => {
      const lines = output.split('\n').filter((line) => line !== '')
      resolve(lines.map((line) => (JSON.parse(line) as { msg: string }).msg))
    })
  })
}

const dies = "process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})"
const waits = (milliseconds: number) => `await new Promise((resolve) => setTimeout(resolve, ${milliseconds}))`

test.each([
  ['a process that ends', "log.info('one'); log.info('two'); process.exit(0)", ['one', 'two']],
  ['an error that is not caught', "log.info('one'); throw new Error('unforeseen')", ['one']],
  ['one that is killed right after a warning', `log.info('one'); log.warn('two'); ${dies}`, ['one', 'two']],
  ['one that is killed later', `log.info('one'); ${waits(1000)}; ${dies}`, ['one']],
])('the log loses no line to %s', async (_how, what, lines) => {
  expect(await written(what)).toEqual(lines)
})
