import { Checkbox, Fieldset, Text, Textarea, TextInput } from '@mantine/core'
import { type Language, languages } from '#shared/languages.ts'
import { HelpLink } from '../../components/help-link.tsx'
import { LanguageSelect } from '../../components/language-select.tsx'
import { useLanguage, useMessages } from '../../language.ts'
import { AddressNotes } from './address-notes.tsx'
import type { UserFormState } from './user-form-state.ts'
import classes from './users.module.css'
import type { User } from './users.queries.ts'

/** What a user signs in with, and how TMAS speaks to them. */
export function AccountFields({
  user,
  form: { draft, text, sendWelcomeEmail, setSendWelcomeEmail },
  readOnly,
  isSelf,
}: {
  user: User | undefined
  form: UserFormState
  readOnly: boolean
  isSelf: boolean
}) {
  const { users, ownAddress } = useMessages()
  const words = users.form
  const ownLanguage = useLanguage()
  const { email, language, enabled, endsOn } = draft.values
  return (
    <Fieldset legend={words.account}>
      <div className={classes.rows}>
        <TextInput {...text('username')} required autoComplete="off" autoFocus={user === undefined} />
        <div>
          <TextInput
            {...text('email')}
            type="email"
            required
            autoComplete="off"
            description={words.emailHint}
          />
          {user?.pendingEmail && (
            <Text size="sm">
              {isSelf ? ownAddress.pending(user.pendingEmail) : ownAddress.pendingOfOther(user.pendingEmail)}
            </Text>
          )}
          <AddressNotes email={email} user={user} />
        </div>
        <LanguageSelect
          label={words.language}
          description={
            language === null && words.languageHint(languageName(user?.language ?? ownLanguage, ownLanguage))
          }
          value={language}
          disabled={readOnly}
          nobodys={user?.languageChosen ? undefined : words.browsersLanguage}
          onChoose={(chosen) => draft.set({ language: chosen })}
        />
        <Textarea {...text('description')} />
        <Checkbox
          label={words.enabled}
          checked={enabled}
          disabled={readOnly || isSelf}
          onChange={(event) => draft.set({ enabled: event.currentTarget.checked })}
        />
        <TextInput
          type="date"
          label={words.endsOn}
          description={
            <>
              {words.endsOnHint} <HelpLink to="create-users#end-date">{words.endsOnHelp}</HelpLink>
            </>
          }
          value={endsOn ?? ''}
          disabled={readOnly || isSelf}
          onChange={(event) => draft.set({ endsOn: event.currentTarget.value || null })}
        />
        {!user && (
          <Checkbox
            label={words.sendWelcome}
            checked={sendWelcomeEmail}
            onChange={(event) => setSendWelcomeEmail(event.currentTarget.checked)}
          />
        )}
      </div>
    </Fieldset>
  )
}

/** The name of a language within a sentence in another language. */
function languageName(language: Language, reader: Language): string {
  return new Intl.DisplayNames(reader, { type: 'language' }).of(language) ?? languages[language]
}
