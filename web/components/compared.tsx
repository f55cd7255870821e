import type { Piece } from './compare.ts'
import classes from './compared.module.css'

/** A text in which the characters that differ from the other one are marked: by underline, weight and colour. */
export function Compared({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <span className={classes.compared}>
      {pieces.map(({ text, differs }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name than their place
        differs ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
      )}
    </span>
  )
}
