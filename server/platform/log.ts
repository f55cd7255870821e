import { destination, type Logger, type LoggerOptions, pino } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>

/** The log of a process: one JSON object a line, on standard output. Secrets are never handed to it; what could hold one by accident is cut out here. */
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
  // Written at once: a line is out before a crash can take it, and one write costs less than handing it to another
  // thread, which is what pino does otherwise.
  return pino(options, destination({ fd: 1, sync: true }))
}
