import { loadMoreMessages } from './messages.ts'

/** What the frame needs once something is opened in it, and not before. */
type More = typeof import('./components/more.ts')

let more: Promise<More | undefined> | undefined

/**
 * Loads what the frame of a page opens: its menu, and the dialogs in which a request asks something. Every page except the
 * home page loads it when it is opened, so that a session that ends over a form can be renewed whatever has happened to the
 * network, or to the server's version, since.
 *
 * @returns the same promise until it is forgotten; undefined if it could not be loaded.
 */
export function loadMore(): Promise<More | undefined> {
  more ??= Promise.all([import('./components/more.ts'), loadMoreMessages()]).then(
    ([loaded]) => loaded,
    () => undefined,
  )
  return more
}

/** After a failure: the next one who needs it tries again. */
export function forgetMore(): void {
  more = undefined
}
