import { destination, type Logger, type LoggerOptions, pino } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>

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
  }
  // Written at once. A crash then loses no line, and one write costs less than passing it to another thread, which is
  // what pino would do.
  return pino(options, destination({ fd: 1, sync: true }))
}
