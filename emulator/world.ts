import type { Flow } from './authorize.ts'
import type { Browser } from './browsers.ts'
import type { Grant } from './codes.ts'
import type { Control } from './control.ts'
import type { Directory } from './directory.ts'
import type { KeyRing } from './keys.ts'

/** Everything one emulator knows and remembers. Each request handler gets it first. */
export type World = {
  /** The address that the emulator's documents and tokens bear, without a slash at the end. */
  authority: string
  directory: Directory
  keys: KeyRing
  control: Control
  clock: () => Date
  /** By authorization code, spent ones too. */
  grants: Map<string, Grant>
  /** Sign-ins that wait on a page, by their id. */
  flows: Map<string, Flow>
  /** Who is signed in at the emulator, by the value of its cookie. */
  browsers: Map<string, Browser>
  /** The `jti` of client assertions that were used. */
  assertionsUsed: Set<string>
}
