import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Not ours or, in the case of mutants, there only while another test tries them. */
const notOurs = ['node_modules', 'dist', '.mutants']

/** The paths of our files below a folder, from that folder on. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [entry.name]
    if (notOurs.includes(entry.name)) return []
    return filesBelow(join(folder, entry.name)).map((name) => join(entry.name, name))
  })
}
