import { NativeSelect, Paper, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Language, languages } from '#shared/languages.ts'
import { api } from '../../api.ts'
import { useLanguage, useMessages } from '../../language.ts'
import { sessionQuery } from '../../session.ts'

/** The language of pages and mails (R24). It is saved as it is chosen, and the page switches with it. */
export function LanguageSection() {
  const messages = useMessages().account
  const language = useLanguage()
  const queryClient = useQueryClient()
  const save = useMutation({
    mutationFn: (language: Language) => api.account.$patch({ json: { language } }),
    onSuccess: () => queryClient.invalidateQueries(sessionQuery),
  })
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="language">
      <Title order={2} size="h4" mb="md" id="language">
        {messages.language}
      </Title>
      <NativeSelect
        label={messages.language}
        description={messages.languageHint}
        maw="20rem"
        value={save.isPending ? save.variables : language}
        disabled={save.isPending}
        error={save.isError && messages.notDone}
        onChange={(event) => save.mutate(event.currentTarget.value as Language)}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
      />
      <Text role="status" size="sm" mt="xs">
        {save.isSuccess && messages.saved}
      </Text>
    </Paper>
  )
}
