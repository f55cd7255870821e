import {
  Alert,
  Button,
  Checkbox,
  Fieldset,
  Group,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { useDebouncedValue, useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'
import { parseResponse } from 'hono/client'
import { type SubmitEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { type Language, languages } from '#shared/languages.ts'
import { managerRoles } from '#shared/roles.ts'
import { type FieldFault, faultsOfTexts, isAddress, longest, type TextField } from '#shared/user-fields.ts'
import { api, RefusedRequest } from '../../api.ts'
import { LanguageSelect } from '../../components/language-select.tsx'
import { useSay } from '../../components/said.tsx'
import { useLanguage, useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import { ExplainSection } from './explanation.tsx'
import { MailingButtons } from './mailing.tsx'
import { type Draft, Memberships, newDraft } from './memberships.tsx'
import { NearMissesOf } from './near-misses.tsx'
import { PermissionsMatrix } from './permissions-matrix.tsx'
import { isSameAddress, sentenceFor } from './user-row.tsx'
import classes from './users.module.css'
import { addressQuery, nameOf, type User, userQuery } from './users.queries.ts'

const route = getRouteApi('/administration/users/$userId')
const newUserRoute = getRouteApi('/administration/users/new')

/** Administration > Manage User Accounts > one user. */
export function UserPage() {
  const { userId } = route.useParams()
  const { data: user } = useSuspenseQuery(userQuery(userId))
  const { user: self } = useSession()
  return (
    <Stack>
      {/* What was changed from below, as a remedy, is where the form begins again: it must not save the old back. */}
      <UserForm key={[user.id, user.email, user.enabled].join(' ')} user={user} />
      {user.mayChange && user.id !== self.id && <MailingButtons user={user} />}
      <NearMissesOf userId={user.id} />
      <ExplainSection user={user} />
    </Stack>
  )
}

/** Administration > Manage User Accounts > add. */
export function NewUserPage() {
  const { email } = newUserRoute.useSearch()
  return <UserForm user={undefined} email={email} />
}

const textFields = Object.keys(longest) as TextField[]

function UserForm({ user, email = '' }: { user: User | undefined; email?: string | undefined }) {
  const all = useMessages()
  const messages = all.users
  const { form } = messages
  const ownLanguage = useLanguage()
  const { user: self } = useSession()
  const leave = useLeave()
  const { sayOnNextPage } = useSay()
  const title = user ? messages.editUser(nameOf(user)) : messages.add
  useDocumentTitle(`${title} · ${all.product}`)

  const [texts, setTexts] = useState(
    () =>
      Object.fromEntries(
        textFields.map((field) => [field, user?.[field] ?? (field === 'email' ? email : '')]),
      ) as Record<TextField, string>,
  )
  const [language, setLanguage] = useState<Language | null>(user?.languageChosen ? user.language : null)
  const [enabled, setEnabled] = useState(user?.enabled ?? true)
  const [sendWelcomeEmail, setSendWelcomeEmail] = useState(true)
  const [drafts, setDrafts] = useState(() => draftsOf(user))
  const [faults, setFaults] = useState<Partial<Record<TextField | 'location', FieldFault>>>({})

  const queryClient = useQueryClient()
  const saving = useMutation({
    mutationFn: () => {
      const memberships = drafts.flatMap(({ location, role }) =>
        location ? [{ locationId: location.id, role }] : [],
      )
      const wanted = { ...texts, ...(language && { language }), enabled, memberships }
      return user
        ? parseResponse(api.users[':id'].$patch({ param: { id: user.id }, json: wanted }))
        : parseResponse(api.users.$post({ json: { ...wanted, sendWelcomeEmail } }))
    },
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['users'] })
      sayOnNextPage(saidOf(saved))
      leave()
    },
    onError: (error) => {
      const code = error instanceof RefusedRequest ? error.code : undefined
      if (code === 'username_taken') setFaults({ username: code })
      if (code === 'email_taken') setFaults({ email: code })
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const found: typeof faults = faultsOfTexts(texts)
    if (drafts.some(({ location }) => !location)) found.location = 'missing'
    const form = event.currentTarget
    flushSync(() => setFaults(found))
    if (Object.keys(found).length === 0) saving.mutate()
    else form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }

  /** For a new user, also whether they were mailed, and where. */
  const saidOf = (saved: User) => {
    if (user) return messages.saved(nameOf(saved))
    const isTold = sendWelcomeEmail && enabled
    return isTold ? messages.addedAndMailed(nameOf(saved), saved.email) : messages.added(nameOf(saved))
  }

  const readOnly = user !== undefined && !user.mayChange
  const isSelf = user?.id === self.id
  const text = (field: TextField) => ({
    label: form[field],
    value: texts[field],
    disabled: readOnly,
    error: faults[field] && messages.faults[faults[field]],
    onChange: (event: { currentTarget: { value: string } }) => {
      setTexts({ ...texts, [field]: event.currentTarget.value })
      setFaults({ ...faults, [field]: undefined })
    },
  })
  const isTaken =
    saving.error instanceof RefusedRequest &&
    ['username_taken', 'email_taken'].includes(saving.error.code ?? '')
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Title order={1} size="h2">
          {title}
        </Title>
        {readOnly && <Alert color="yellow">{form.notYours}</Alert>}
        {user?.microsoftLink && !isSameAddress(user.microsoftLink.loginId, user.email) && (
          <Alert color="yellow">{all.explainPerson.differs(user.microsoftLink.loginId)}</Alert>
        )}
        {user && <SecondFactorLine user={user} />}
        <Fieldset legend={form.account}>
          <div className={classes.rows}>
            <TextInput {...text('username')} required autoComplete="off" />
            <div>
              <TextInput
                {...text('email')}
                type="email"
                required
                autoComplete="off"
                description={form.emailHint}
              />
              <AddressNotes email={texts.email} user={user} />
            </div>
            <LanguageSelect
              label={form.language}
              description={
                language === null &&
                form.languageHint(languageName(user?.language ?? ownLanguage, ownLanguage))
              }
              value={language}
              disabled={readOnly}
              nobodys={user?.languageChosen ? undefined : form.browsersLanguage}
              onChoose={setLanguage}
            />
            <Textarea {...text('description')} />
            <Checkbox
              label={form.enabled}
              checked={enabled}
              disabled={readOnly || isSelf}
              onChange={(event) => setEnabled(event.currentTarget.checked)}
            />
            {!user && (
              <Checkbox
                label={form.sendWelcome}
                checked={sendWelcomeEmail}
                onChange={(event) => setSendWelcomeEmail(event.currentTarget.checked)}
              />
            )}
          </div>
        </Fieldset>
        <Fieldset legend={form.person}>
          <div className={classes.rows}>
            <TextInput {...text('firstName')} />
            <TextInput {...text('lastName')} />
            <TextInput {...text('title')} />
            <TextInput {...text('mobilePhone')} type="tel" />
          </div>
        </Fieldset>
        <Fieldset legend={form.membership}>
          <Stack>
            {isSelf && <Text size="sm">{form.own}</Text>}
            <Memberships
              drafts={drafts}
              onChange={setDrafts}
              disabled={readOnly || isSelf}
              error={faults.location && form.noLocation}
            />
            <PermissionsMatrix />
          </Stack>
        </Fieldset>
        {saving.error && !isTaken && (
          <Alert color="red" role="alert" title={sentenceFor(messages.failed, saving.error)} />
        )}
        <Group>
          {!readOnly && (
            <Button type="submit" loading={saving.isPending}>
              {messages.save}
            </Button>
          )}
          <Button variant="default" onClick={leave}>
            {messages.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What a user needs besides the password; for a manager, also if it is nothing (R30). */
function SecondFactorLine({ user: { secondFactor, memberships } }: { user: User }) {
  const messages = useMessages()
  const words = messages.secondFactor.console
  const isManager = memberships.some(({ role }) => managerRoles.includes(role))
  if (!secondFactor && !isManager) return null
  const kinds = secondFactor
    ? [secondFactor.app && words.app, secondFactor.passkeys > 0 && words.passkeys(secondFactor.passkeys)]
    : [words.none]
  return (
    <Text size="sm">
      {words.column}
      {messages.colon} <strong>{kinds.filter(Boolean).join(', ')}</strong>
    </Text>
  )
}

/** Back to the list as it was left, or to the list if the person came from elsewhere. */
function useLeave() {
  const canGoBack = useCanGoBack()
  const router = useRouter()
  const navigate = useNavigate()
  return () => {
    if (canGoBack) router.history.back()
    else void navigate({ to: '/administration/users' })
  }
}

/** The name of a language within a sentence in another language. */
function languageName(language: Language, reader: Language): string {
  return new Intl.DisplayNames(reader, { type: 'language' }).of(language) ?? languages[language]
}

function draftsOf(user: User | undefined): Draft[] {
  if (!user) return [newDraft()]
  return user.memberships.map(({ locationId, role }) =>
    newDraft(
      user.locations.find(({ id }) => id === locationId),
      role,
    ),
  )
}

/** What is worth knowing about an address while someone types it. Said, not enforced: only a duplicate is refused. */
function AddressNotes({ email, user }: { email: string; user: User | undefined }) {
  const { address, form } = useMessages().users
  const [typed] = useDebouncedValue(email.trim(), 400)
  const { data } = useQuery({
    ...addressQuery(typed, user?.id),
    enabled: isAddress(typed) && typed !== user?.email,
  })
  const isChanged = user !== undefined && typed.toLowerCase() !== user.email.toLowerCase()
  const notes = [
    ...(isChanged && user.microsoftLink ? [form.emailEndsLink] : []),
    ...(data?.duplicate ? [address.duplicate] : []),
    ...(data?.lookAlikes ?? []).map((other) => address.lookAlike(other.email, other.username)),
    ...(data?.newDomain ? [address.newDomain(typed.split('@')[1] ?? '')] : []),
  ]
  return (
    <div role="status">
      {notes.map((note) => (
        <Text key={note} size="sm" mt={4}>
          ⚠ {note}
        </Text>
      ))}
    </div>
  )
}
