import pg from 'pg'
import { isUnavailable } from '#server/platform/database.ts'
import { reasonOf } from '../doctor/finding.ts'

/** The machine has failed, such as a full disk, so the drill says nothing about the backup. */
export class NotTried extends Error {
  override name = 'NotTried'
}

/** @throws {NotTried} if an error is one of the machine. */
export function throwIfOfMachine(error: unknown): void {
  const { code } = error as NodeJS.ErrnoException
  if (!isUnavailable(error) && code !== 'ENOSPC' && code !== 'EDQUOT' && code !== 'EMFILE') return
  throw new NotTried(
    `The drill could not be tried here, which says nothing about the backup: ${reasonOf(error)}. Nothing was recorded.`,
    { cause: error },
  )
}

/**
 * What was wrong, in one line. PostgreSQL's own message quotes values of the row, which are of a person; what is said
 * here goes into a report and to other machines.
 */
export function faultOf(error: unknown): string {
  if (!(error instanceof pg.DatabaseError)) return reasonOf(error)
  const table = error.table ?? /^COPY (\w+),/.exec(error.where ?? '')?.[1]
  const place = [table && ` in ${table}`, error.constraint && ` (${error.constraint})`]
  return `PostgreSQL refuses what it holds: ${error.code}${place.filter(Boolean).join('')}`
}
