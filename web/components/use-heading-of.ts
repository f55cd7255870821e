import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/** Scrolls to a heading that the address names: it appears too late for the browser to find it by itself. */
export function useHeadingOf(hash: string) {
  const isWanted = useLocation({ select: (location) => location.hash === hash })
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isWanted) heading.current?.focus()
  }, [isWanted])
  return heading
}
