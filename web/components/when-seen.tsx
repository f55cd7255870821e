import { type ReactNode, useEffect, useRef, useState } from 'react'

/** Puts something into the page when its place is about to be seen, so that the first load does not wait for it. */
export function WhenSeen({ minHeight, children }: { minHeight: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) setSeen(true)
    })
    if (place.current) observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={place} style={{ minHeight }}>
      {isSeen && children}
    </div>
  )
}
