import { Text } from '@mantine/core'
import { createLink, Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { type ComponentProps, Suspense, use, useState } from 'react'
import { Asking } from './components/asking.tsx'
import { ColorSchemeSwitch } from './components/color-scheme-switch.tsx'
import { FindButton } from './components/find-button.tsx'
import { IconButton } from './components/icon-button.tsx'
import { MicrosoftDisturbance } from './components/microsoft-disturbance.tsx'
import { SayingWhatWasDone } from './components/said.tsx'
import { SignOut } from './components/sign-out.tsx'
import { useFirstMessages, useLanguage } from './language.ts'
import { loadOverlays } from './load-overlays.ts'
import { isManager, places } from './places.ts'
import { personName, type Session, useSession } from './session.ts'
import classes from './shell.module.css'

/** A line of the menu. Mantine's own can hold more lines under it, and weighs twice as much as all of the menu. */
const PlaceLink = createLink(({ className = '', ...props }: ComponentProps<'a'>) => (
  <a className={`${classes.place} ${className}`} {...props} />
))

/** The frame of every page: the signed-in person, sign-out, and the menu. */
export function Shell() {
  const messages = useFirstMessages()
  const language = useLanguage()
  const session = useSession()
  const { user } = session
  const { pathname } = useLocation()
  // The next person at a shared computer comes to the page of the one before. If it is not for them, they start at home.
  const isElsewhere =
    session.sharedDevice !== null &&
    places.some(({ to, isFor }) => to !== '/' && pathname.startsWith(to) && !isFor(session))
  const [menuOpen, setMenuOpen] = useState(false)
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {messages.home.skipToContent}
      </a>

      <header className={classes.header}>
        <IconButton
          className={classes.burger}
          onClick={() => setMenuOpen(!menuOpen)}
          aria-label={messages.home.menu}
          aria-expanded={menuOpen}
          aria-controls="menu"
        >
          <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
            <path
              d={menuOpen ? 'M5 5l14 14M19 5 5 19' : 'M3 6h18M3 12h18M3 18h18'}
              stroke="currentColor"
              strokeWidth="2"
            />
          </svg>
        </IconButton>
        <div className={classes.names}>
          <Text fw={700} size="lg" span>
            {messages.product}
          </Text>
          <Text size="sm" c="dimmed" truncate span>
            {personName(user)}
          </Text>
        </div>
        <FindButton />
        <ColorSchemeSwitch />
        <SignOut />
      </header>
      {session.sharedDevice && (
        <Suspense>
          <OfSharedComputer shared={session.sharedDevice} />
        </Suspense>
      )}

      <nav id="menu" className={classes.menu} data-open={menuOpen} aria-label={messages.home.menu}>
        {places
          .filter(({ isFor }) => isFor(session))
          .map(({ to, label }) => (
            <PlaceLink
              key={to}
              to={to}
              activeOptions={{ exact: to === '/' }}
              onClick={() => setMenuOpen(false)}
            >
              {label(messages)}
            </PlaceLink>
          ))}
        <a className={classes.place} href={`/help?lang=${language}`}>
          {messages.help.toHelp}
        </a>
      </nav>

      <main id="content" className={classes.content} tabIndex={-1}>
        {isManager(session) && <MicrosoftDisturbance />}
        <SayingWhatWasDone>{isElsewhere ? <Navigate to="/" replace /> : <Outlet />}</SayingWhatWasDone>
      </main>
      <Asking />
    </div>
  )
}

function OfSharedComputer({ shared }: { shared: NonNullable<Session['sharedDevice']> }) {
  const more = use(loadOverlays())
  return more && <more.SharedBar shared={shared} />
}
