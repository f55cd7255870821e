import { Burger, NavLink, Text } from '@mantine/core'
import { createLink, Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { Asking } from './components/asking.tsx'
import { ColorSchemeSwitch } from './components/color-scheme-switch.tsx'
import { FindButton } from './components/find-button.tsx'
import { MicrosoftDisturbance } from './components/microsoft-disturbance.tsx'
import { SayingWhatWasDone } from './components/said.tsx'
import { SharedBar } from './components/shared-bar.tsx'
import { SignOut } from './components/sign-out.tsx'
import { useLanguage, useMessages } from './language.ts'
import { isManager, places } from './places.ts'
import { personName, useSession } from './session.ts'
import classes from './shell.module.css'

const PlaceLink = createLink(NavLink<'a'>)

/** The frame of every page: the signed-in person, sign-out, and the menu. */
export function Shell() {
  const messages = useMessages()
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
        <Burger
          className={classes.burger}
          size="sm"
          opened={menuOpen}
          onClick={() => setMenuOpen(!menuOpen)}
          aria-label={messages.home.menu}
          aria-expanded={menuOpen}
          aria-controls="menu"
        />
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
      <SharedBar />

      <nav id="menu" className={classes.menu} data-open={menuOpen} aria-label={messages.home.menu}>
        {places
          .filter(({ isFor }) => isFor(session))
          .map(({ to, label }) => (
            <PlaceLink
              key={to}
              to={to}
              label={label(messages)}
              activeOptions={{ exact: to === '/' }}
              activeProps={{ active: true }}
              onClick={() => setMenuOpen(false)}
            />
          ))}
        <NavLink component="a" href={`/help?lang=${language}`} label={messages.help.toHelp} />
      </nav>

      <main id="content" className={classes.content} tabIndex={-1}>
        {isManager(session) && <MicrosoftDisturbance />}
        <SayingWhatWasDone>{isElsewhere ? <Navigate to="/" replace /> : <Outlet />}</SayingWhatWasDone>
      </main>
      <Asking />
    </div>
  )
}
