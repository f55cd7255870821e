import { useAsked } from '../asking.ts'
import { ProofDialog } from './proof-dialog.tsx'

/** Asks, over whatever page is open, what a request waits for. The page goes on when it is answered. */
export function Asking() {
  const asked = useAsked()
  return asked?.kind === 'proof' ? <ProofDialog asked={asked} /> : null
}
