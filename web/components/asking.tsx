import { useAsked } from '../asking.ts'
import { ProofDialog } from './proof-dialog.tsx'
import { SessionDialog } from './renewal-dialog.tsx'

/** Asks, over whatever page is open, what a request waits for. The page goes on when it is answered. */
export function Asking() {
  return useAsked().map((asked) =>
    asked.kind === 'proof' ? (
      <ProofDialog key={asked.kind} asked={asked} />
    ) : (
      <SessionDialog key={asked.kind} asked={asked} />
    ),
  )
}
