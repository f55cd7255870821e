import { useSyncExternalStore } from 'react'
import { noteWay } from './leaving.ts'
import { signInAddress } from './sign-in-address.ts'

/** What a page knows of the shared computer on which it is open (R38): whether it is one, and what the person does. */

let isShared = false
/** Whether the person has done something since the last request that said so. */
let hasActed = false
/** Until when this window may leave for another page of ours, or for one that leads back. */
let leavesUntil = 0

/** By the local clock, in milliseconds: when the session ends unless it is used. */
let end = Number.POSITIVE_INFINITY

const listeners = new Set<() => void>()

export function isSharedComputer(): boolean {
  return isShared
}

/** Notes what the server says. On any other computer nothing here does anything. */
export function noteSharedComputer(shared: { endsInSeconds: number } | null): void {
  isShared = shared !== null
  // A moment later than the server, so that it is over there when this page leaves.
  end = shared ? Date.now() + shared.endsInSeconds * 1000 + 1_000 : Number.POSITIVE_INFINITY
  for (const listener of listeners) listener()
}

/** When the session ends unless it is used, by the local clock. */
export function useSessionEnd(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => end,
  )
}

/**
 * Notes that this window leaves, and is not closed: for another page of ours, or for Microsoft and back, which may take
 * a while. The server ends nothing meanwhile but what is not used.
 */
export function noteLeaving(): void {
  leavesUntil = Date.now() + 30_000
}

/** Goes to another page of ours, or to Microsoft and back. */
export function goTo(address: string): void {
  noteLeaving()
  noteWay()
  window.location.assign(address)
}

/** Notes that the person has done something, where a screen reader presses a button without a key. */
export function noteAct(): void {
  hasActed = true
}

/** Whether the person has done something since it was last asked. */
export function takeAct(): boolean {
  const acted = hasActed
  hasActed = false
  return acted
}

/**
 * Leaves the page, and shows nothing of it while the next one loads. `replace`, because the back button must not lead
 * to what the person before has seen.
 */
export function leavePage(address: string = signInAddress(window.location)): void {
  document.body.hidden = true
  noteWay()
  window.location.replace(address)
}

/** What a person does. Moving the mouse is not enough: a table that is bumped into keeps no one signed in. */
const acts = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/** @param onAct is called with each act. */
export function watchActs(onAct: () => void): () => void {
  const note = () => {
    hasActed = true
    onAct()
  }
  for (const act of acts) window.addEventListener(act, note, { capture: true, passive: true })
  return () => {
    for (const act of acts) window.removeEventListener(act, note, { capture: true })
  }
}

/**
 * Tells the server when this window closes, so that no session survives the browser: it ends unless a page of TMAS is
 * seen within ten seconds. The other windows say that they are still there.
 *
 * @param sayPresent asks the server anything.
 */
export function watchClosing(sayPresent: () => void): () => void {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('tmas-shared-computer') : undefined
  const moving = (event: Event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
    // What opens another window leaves this one where it is.
    const isElsewhere = event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey)
    const isLeft = event.type === 'submit' || (link !== null && link.target !== '_blank' && !isElsewhere)
    // What the console follows itself is handled by then, and leaves no page.
    if (!event.defaultPrevented && isLeft) noteLeaving()
  }
  const leaving = () => {
    if (Date.now() < leavesUntil) return
    navigator.sendBeacon('/sign-out/left')
    channel?.postMessage('left')
  }
  // Twice, because what the closed window says may arrive later than this.
  const stay = () => {
    sayPresent()
    setTimeout(sayPresent, 3_000)
  }
  window.addEventListener('click', moving)
  window.addEventListener('submit', moving)
  window.addEventListener('pagehide', leaving)
  channel?.addEventListener('message', stay)
  return () => {
    window.removeEventListener('click', moving)
    window.removeEventListener('submit', moving)
    window.removeEventListener('pagehide', leaving)
    channel?.close()
  }
}
