import { useEffect, useEffectEvent } from 'react'

/**
 * Opens the window for Microsoft's pages. Call it in the click itself, before anything is awaited, because the browser
 * blocks it otherwise.
 *
 * @param address where it starts. Without one, it waits empty for its address.
 * @returns null if the same has to continue in this page: it is blocked or, on a phone, a tab that is easily lost.
 * @see server/sign-in/assets/sign-in.js, which does the same for people who are not signed in
 */
export function openMicrosoftWindow(address = 'about:blank'): Window | null {
  if (matchMedia('(pointer: coarse)').matches) return null
  const left = screenX + Math.max(0, (outerWidth - 520) / 2)
  const features = `popup,width=520,height=680,left=${left},top=${screenY + 80}`
  return window.open(address, 'tmas-microsoft', features)
}

/**
 * Calls back when the window's last page says that it is done, and when the person comes back here. Neither is
 * trusted: it only makes us ask the server. The window itself is never asked, because Microsoft's pages cut it off.
 */
export function useMicrosoftWindow(id: string | undefined, onCall: () => void): void {
  const call = useEffectEvent(onCall)
  useEffect(() => {
    if (id === undefined) return
    const channel = 'BroadcastChannel' in window ? new BroadcastChannel('tmas-sign-in') : undefined
    const hear = (event: MessageEvent<{ popup?: string } | null>) => event.data?.popup === id && call()
    const comeBack = () => call()
    channel?.addEventListener('message', hear)
    addEventListener('focus', comeBack)
    return () => {
      channel?.close()
      removeEventListener('focus', comeBack)
    }
  }, [id])
}

/** Tells the window's last page, now or later, that we know. It then closes. */
export function releaseMicrosoftWindow(id: string): void {
  try {
    localStorage.setItem('tmas-sign-in-known', id)
  } catch {
    // The browser stores no data for us. The window stays, and says itself what happened.
  }
}

/** Tells the server that no one is waiting now. Its answer is loaded separately afterwards. */
export async function cancelMicrosoftWindow(id: string): Promise<void> {
  await fetch('/sign-in/microsoft/cancel', { method: 'POST', body: new URLSearchParams({ popup: id }) })
}

/** Where the window has ended; null while it has not. */
export async function askMicrosoftWindow(id: string): Promise<{ location: string | null }> {
  const answer = await fetch(`/sign-in/microsoft/status?popup=${id}`, { cache: 'no-store' })
  return answer.ok ? answer.json() : { location: null }
}
