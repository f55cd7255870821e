import { Paper, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type Language, languages } from '#shared/languages.ts'
import { api } from '../../api.ts'
import { LanguageSelect } from '../../components/language-select.tsx'
import { browsersLanguage, useMessages } from '../../language.ts'
import { sessionQuery } from '../../session.ts'
import { accountQuery } from './account.queries.ts'

/** The language of pages and mails (R24). It is saved when it is chosen, and the page changes to it. */
export function LanguageSection() {
  const messages = useMessages().account
  const browsers = browsersLanguage()
  const account = useSuspenseQuery(accountQuery).data
  const chosen = account.languageChosen ? account.language : null
  const queryClient = useQueryClient()
  const save = useMutation({
    mutationFn: (language: Language | null) => api.account.$patch({ json: { language } }),
    onSuccess: () =>
      Promise.all([queryClient.invalidateQueries(sessionQuery), queryClient.invalidateQueries(accountQuery)]),
  })
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="language">
      <Title order={2} size="h4" mb="md" id="language">
        {messages.language}
      </Title>
      <LanguageSelect
        label={messages.language}
        description={messages.languageHint}
        maw="20rem"
        value={save.isPending ? save.variables : chosen}
        nobodys={messages.browsersLanguage(languages[browsers])}
        disabled={save.isPending}
        error={save.isError && messages.notDone}
        onChoose={(language) => save.mutate(language)}
      />
      <Text role="status" size="sm" mt="xs">
        {save.isSuccess && messages.saved}
      </Text>
    </Paper>
  )
}
