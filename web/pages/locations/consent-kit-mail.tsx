import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { languages } from '#shared/languages.ts'
import { isAddress } from '#shared/user-fields.ts'
import { Dialog } from '../../components/dialog.tsx'
import { useLanguage, useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import { consentKitsQuery, makeConsentKit } from './consent-kit.queries.ts'
import { ConsentKitRefused } from './consent-kit-refused.tsx'

/** Asks where to mail the kit, in which language and with which words. It stays open to show the result. */
export function ConsentKitMail({ chainId, onClose }: { chainId: string; onClose: () => void }) {
  const { consentKit, users } = useMessages()
  const messages = consentKit.panel
  const ownLanguage = useLanguage()
  const [email, setEmail] = useState('')
  const [language, setLanguage] = useState<string>(ownLanguage)
  const [message, setMessage] = useState('')
  const [isChecked, setIsChecked] = useState(false)
  const queryClient = useQueryClient()
  const address = email.trim()
  const sending = useMutation({
    mutationFn: () => {
      const words = message.trim()
      return makeConsentKit(chainId, { email: address, language, ...(words && { message: words }) })
    },
    onSuccess: () => queryClient.invalidateQueries(consentKitsQuery(chainId)),
  })
  useUnsaved(email + message !== '' && !sending.isSuccess)
  const fault = isAddress(address) ? undefined : users.faults[address === '' ? 'missing' : 'not_an_address']
  return (
    <Dialog title={messages.mailTitle} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setIsChecked(true)
          if (!fault) sending.mutate()
        }}
      >
        <Stack>
          {!sending.isSuccess && (
            <>
              <TextInput
                label={messages.email}
                type="email"
                value={email}
                maxLength={320}
                autoComplete="off"
                error={isChecked ? fault : undefined}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
              <NativeSelect
                label={messages.language}
                value={language}
                data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
                onChange={(event) => setLanguage(event.currentTarget.value)}
              />
              <Textarea
                label={messages.message}
                description={messages.messageHint}
                value={message}
                maxLength={300}
                rows={4}
                onChange={(event) => setMessage(event.currentTarget.value)}
              />
            </>
          )}
          <div role="status">{sending.isSuccess && <Text>{messages.sent(address)}</Text>}</div>
          {sending.error && <ConsentKitRefused error={sending.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {sending.isSuccess ? users.mailing.close : messages.cancel}
            </Button>
            {!sending.isSuccess && (
              <Button type="submit" loading={sending.isPending}>
                {messages.send}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
