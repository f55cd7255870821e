import { destination, type Logger, type LoggerOptions, pino } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>

/** pino's number of the level `warn`. */
const warning = 40

// Lines of the same moment are written together, because each write costs a request more than everything else about its
// line. What warns is written at once, and so is what waits when the process ends. Only a process that is killed loses
// lines: those of its last tenth of a second.
const output = destination({ fd: 1, sync: true, minLength: 4096, periodicFlush: 100 })
process.once('exit', () => output.flushSync())

/**
 * The log of a process: one JSON object per line, on standard output. Code never passes it secrets, and fields that
 * could hold one by accident are cut out here.
 */
export function openLog(level: string): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['cookie', 'authorization', 'password', '*.cookie', '*.authorization', '*.password'],
      censor: '…',
    },
    hooks: {
      logMethod(line, write, level) {
        write.apply(this, line)
        if (level >= warning) output.flushSync()
      },
    },
  }
  return pino(options, output)
}
