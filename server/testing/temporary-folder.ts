import { accessSync, constants, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

/**
 * Where a test run puts its databases and whatever else it removes again: in memory where Linux has room for it there,
 * otherwise in the usual folder for temporary files. A database is hundreds of small files, and each test file has its
 * own: a file system on a disk spends more on making and removing them than PostgreSQL spends on their rows.
 *
 * @param memory the folder that Linux keeps in memory. A container often has only 64 MB there.
 */
export function temporaryFolder(memory = '/dev/shm'): string {
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= enough ? memory : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** Six times what a run was seen to hold at a time. */
const enough = 2 * 1024 ** 3
