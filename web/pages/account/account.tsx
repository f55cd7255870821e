import { Stack, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMessages } from '../../language.ts'
import { DevicesSection } from './devices.tsx'
import { HelpMailsSection } from './help-mails.tsx'
import { LanguageSection } from './language.tsx'
import { MicrosoftAccountSection } from './microsoft-account.tsx'
import { OwnKeysSection } from './own-keys.tsx'
import { PasswordSection } from './password.tsx'
import { SecondFactorSection } from './second-factor.tsx'

/** What every person may change about themselves: language, password, second factor, messages, API keys, devices. */
export function AccountPage() {
  const messages = useMessages()
  useDocumentTitle(`${messages.account.title} · ${messages.product}`)
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        {messages.account.title}
      </Title>
      <LanguageSection />
      <PasswordSection />
      <SecondFactorSection />
      <MicrosoftAccountSection />
      <HelpMailsSection />
      <OwnKeysSection />
      <DevicesSection />
    </Stack>
  )
}
