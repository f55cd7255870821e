import type { Asked } from '../asking.ts'
import { ProofDialog } from './proof-dialog.tsx'
import { SessionDialog } from './renewal-dialog.tsx'

/** A question that is open. */
export function AskedDialog({ asked }: { asked: Asked }) {
  return asked.kind === 'proof' ? <ProofDialog asked={asked} /> : <SessionDialog asked={asked} />
}
