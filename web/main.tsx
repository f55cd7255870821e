import './styles.css'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RefusedRequest } from './api.ts'
import { browsersLanguage } from './language.ts'
import { loadMessages } from './messages.ts'
import { PersonsLanguage } from './persons-language.tsx'
import { createConsoleRouter } from './router.tsx'
import { recheckOnReturn, sessionQuery } from './session.ts'
import { theme } from './theme.ts'

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // Being offline is a failure that the person sees and can retry, not a wait without end.
      networkMode: 'always',
      retry: (failures, error) => failures < 1 && !(error instanceof RefusedRequest),
    },
  },
})
const router = createConsoleRouter(queryClient)

// The content security policy allows inline styles with this nonce only. Browsers hide it from getAttribute.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

recheckOnReturn(queryClient)
// What is shown until the session is known, or if it cannot be loaded.
void queryClient.prefetchQuery(sessionQuery)
// Not awaited here: the words come in a file of their own, which waits for this one to be done.
void loadMessages(browsersLanguage()).then(() => {
  createRoot(document.getElementById('console') as HTMLElement).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
          <PersonsLanguage>
            <RouterProvider router={router} />
          </PersonsLanguage>
        </MantineProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
})
