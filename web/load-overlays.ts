import { loadMoreMessages } from './messages.ts'

/** What the frame needs once something is opened in it, and not before. */
export type Overlays = typeof import('./components/overlays.ts')

let overlays: Promise<Overlays | undefined> | undefined

/**
 * Loads what the frame of a page opens: its menu, and the dialogs in which a request asks something. Every page except the
 * home page loads it when it is opened, so that a session that ends over a form can be renewed whatever has happened to the
 * network, or to the server's version, since.
 *
 * @returns the same promise until it is forgotten; undefined if it could not be loaded.
 */
export function loadOverlays(): Promise<Overlays | undefined> {
  overlays ??= Promise.all([import('./components/overlays.ts'), loadMoreMessages()]).then(
    ([loaded]) => loaded,
    () => undefined,
  )
  return overlays
}

/** After a failure: the next one who needs it tries again. */
export function forgetOverlays(): void {
  overlays = undefined
}
