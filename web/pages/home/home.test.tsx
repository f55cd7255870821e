import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterContextProvider,
} from '@tanstack/react-router'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import { languageCodes } from '#shared/languages.ts'
import { loadMessages } from '../../messages.ts'
import { PersonsLanguage } from '../../persons-language.tsx'
import { type Session, sessionQuery } from '../../session.ts'
import { HomePage } from './home.tsx'

beforeAll(async () => {
  for (const language of languageCodes) await loadMessages(language)
})

test.each([
  ['en', ['Welcome, Ada Lovelace', 'Chain and User Manager', 'Region', 'December 1, 2026']],
  ['fr', ['Bienvenue, Ada Lovelace', 'Responsable de chaîne et d’utilisateurs', 'Région', '1 décembre 2026']],
  [
    'es',
    [
      'Le damos la bienvenida, Ada Lovelace',
      'Responsable de cadena y de usuarios',
      'Región',
      '1 de diciembre de 2026',
    ],
  ],
] as const)('the home page speaks the language of the person: %s (R24)', (language, sentences) => {
  const page = homeOf({ ...ada, user: { ...ada.user, language } })
  for (const sentence of sentences) expect(page).toContain(sentence)
})

test('who signed in with Microsoft sees with which account', () => {
  expect(homeOf(ada)).toContain('Ada@acme.example')
})

test('each location leads to its own page, for a Viewer as well (R22)', () => {
  expect(homeOf(ada)).toContain('href="/administration/locations?location=')
})

test('who has no link sees no Microsoft account', () => {
  const page = homeOf({ ...ada, user: { ...ada.user, microsoftLink: null }, signedInWith: 'password' })
  expect(page).toContain('Username and password')
  expect(page).not.toContain('Microsoft')
})

test('who has no location yet is told whom to ask', () => {
  expect(homeOf({ ...ada, memberships: [] })).toContain('Ask your TMAS manager')
})

test('a name that looks like markup is shown as it was typed', () => {
  const page = homeOf({ ...ada, user: { ...ada.user, firstName: '<img src=x onerror=alert(1)>' } })
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(page).not.toContain('<img')
})

function homeOf(session: Session): string {
  const queryClient = new QueryClient()
  queryClient.setQueryData(sessionQuery.queryKey, session)
  const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() })
  return renderToStaticMarkup(
    <QueryClientProvider client={queryClient}>
      <MantineProvider>
        <PersonsLanguage>
          <RouterContextProvider router={router}>
            <HomePage />
          </RouterContextProvider>
        </PersonsLanguage>
      </MantineProvider>
    </QueryClientProvider>,
  )
}

const ada: Session = {
  user: {
    id: '0199f000-0000-7000-8000-000000000001',
    username: 'ada',
    email: 'ada@acme.example',
    firstName: 'Ada',
    lastName: 'Lovelace',
    language: 'en',
    microsoftLink: {
      tenantId: '11111111-2222-4333-8444-555555555555',
      objectId: '66666666-7777-4888-8999-000000000000',
      loginId: 'Ada@acme.example',
      linkedAt: '2026-11-01T08:00:00.000Z',
      lastUsedAt: '2026-11-30T08:00:00.000Z',
    },
  },
  customer: { id: '0199f000-0000-7000-8000-000000000002', name: 'Acme' },
  memberships: [
    {
      locationId: '0199f000-0000-7000-8000-000000000003',
      locationName: 'North',
      locationType: 'region',
      role: 'chain_and_user_manager',
    },
  ],
  signedInWith: 'microsoft',
  sharedDevice: null,
  expiresAt: '2026-12-01T12:00:00.000Z',
}
