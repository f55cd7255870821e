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
import { type SubmitEvent, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { type Language, languages } from '#shared/languages.ts'
import { sayFieldFault } from '#shared/messages/field-faults.ts'
import type { Membership } from '#shared/permissions.ts'
import { managerRoles } from '#shared/roles.ts'
import { type FieldFault, faultsOfTexts, isAddress, type TextField } from '#shared/user-fields.ts'
import { api, basedOn, RefusedRequest } from '../../api.ts'
import { differing, useDraft } from '../../components/draft.ts'
import { LanguageSelect } from '../../components/language-select.tsx'
import { meanwhileOf } from '../../components/meanwhile.tsx'
import { useSay } from '../../components/said.tsx'
import { useLanguage, useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import { ExplainSection } from './explanation.tsx'
import type { PickedLocation } from './location-picker.tsx'
import { MailingButtons } from './mailing.tsx'
import { type Draft, Memberships } from './memberships.tsx'
import { NearMissesOf } from './near-misses.tsx'
import { PermissionsMatrix } from './permissions-matrix.tsx'
import { fieldsOf, membershipsOf, UserChangedMeanwhile, type UserFields } from './user-meanwhile.tsx'
import { isSameAddress, sentenceFor } from './user-row.tsx'
import classes from './users.module.css'
import { addressQuery, nameOf, type User, userQuery, type VersionedUser } from './users.queries.ts'

const route = getRouteApi('/administration/users/$userId')
const newUserRoute = getRouteApi('/administration/users/new')

/** Administration > Manage User Accounts > one user. */
export function UserPage() {
  const { userId } = route.useParams()
  const { data: user } = useSuspenseQuery(userQuery(userId))
  const { user: self } = useSession()
  return (
    <Stack>
      <UserForm key={user.id} user={user} />
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

function UserForm({ user, email = '' }: { user: VersionedUser | undefined; email?: string | undefined }) {
  const all = useMessages()
  const messages = all.users
  const { form } = messages
  const ownLanguage = useLanguage()
  const { user: self } = useSession()
  const leave = useLeave()
  const { sayOnNextPage } = useSay()
  const title = user ? messages.editUser(nameOf(user)) : messages.add
  useDocumentTitle(`${title} · ${all.product}`)

  const draft = useDraft(fieldsOf(user, email), user?.version ?? '')
  const { values } = draft
  const { language, enabled } = values
  const [sendWelcomeEmail, setSendWelcomeEmail] = useState(true)
  // The rows as they are being edited, one of them perhaps without a location yet. Until then, those of the user.
  const [edited, setEdited] = useState<Draft[]>()
  const known = useKnownLocations(user)
  const drafts = edited ?? draftsOf(values.memberships, known)
  const setDrafts = (rows: Draft[]) => {
    setEdited(rows)
    draft.set({ memberships: membershipsOf(rows) })
  }
  const [faults, setFaults] = useState<Partial<Record<TextField | 'location', FieldFault>>>({})

  const queryClient = useQueryClient()
  const saving = useMutation({
    mutationFn: async ({ changed, version }: { changed: Partial<UserFields>; version: string }) => {
      if (!user) {
        const { language: chosen, ...wanted } = values
        return parseResponse(
          api.users.$post({ json: { ...wanted, ...(chosen && { language: chosen }), sendWelcomeEmail } }),
        )
      }
      const { language: chosen, ...json } = changed
      if (Object.keys(changed).length === 0) return user
      return parseResponse(
        api.users[':id'].$patch(
          { param: { id: user.id }, json: { ...json, ...(chosen && { language: chosen }) } },
          basedOn(version),
        ),
      )
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
      // With the names of locations that the other one has added.
      if (code === 'changed_meanwhile') void queryClient.invalidateQueries({ queryKey: ['users'] })
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    // What a user already has may be older than a rule, so only what was changed is checked.
    const found: typeof faults = faultsOfTexts(user ? draft.changed : values, values.email)
    if (drafts.some(({ location }) => !location)) found.location = 'missing'
    const form = event.currentTarget
    flushSync(() => setFaults(found))
    if (Object.keys(found).length === 0)
      saving.mutate({ changed: draft.changed, version: draft.opened.version })
    else form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }

  /** For a new user, also whether they were mailed, and where. */
  const saidOf = (saved: User) => {
    if (user && saved.pendingEmail !== user.pendingEmail && saved.pendingEmail)
      return all.ownAddress.asked(saved.pendingEmail)
    if (user) return messages.saved(nameOf(saved))
    const isTold = sendWelcomeEmail && enabled
    return isTold ? messages.addedAndMailed(nameOf(saved), saved.email) : messages.added(nameOf(saved))
  }

  const readOnly = user !== undefined && !user.mayChange
  const isSelf = user?.id === self.id
  const text = (field: TextField) => ({
    label: form[field],
    value: values[field],
    disabled: readOnly,
    error: faults[field] && sayFieldFault(messages, faults[field], { field, text: values[field] }),
    onChange: (event: { currentTarget: { value: string } }) => {
      draft.set({ [field]: event.currentTarget.value } as Partial<UserFields>)
      setFaults({ ...faults, [field]: undefined })
    },
  })
  const meanwhile = meanwhileOf(saving.error)
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
              {user?.pendingEmail && (
                <Text size="sm">
                  {isSelf
                    ? all.ownAddress.pending(user.pendingEmail)
                    : all.ownAddress.pendingOfOther(user.pendingEmail)}
                </Text>
              )}
              <AddressNotes email={values.email} user={user} />
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
              onChoose={(chosen) => draft.set({ language: chosen })}
            />
            <Textarea {...text('description')} />
            <Checkbox
              label={form.enabled}
              checked={enabled}
              disabled={readOnly || isSelf}
              onChange={(event) => draft.set({ enabled: event.currentTarget.checked })}
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
        {meanwhile && (
          <UserChangedMeanwhile
            opened={draft.opened.fields}
            mine={values}
            theirs={{ ...draft.opened.fields, ...(meanwhile.theirs as Partial<UserFields>) }}
            locations={[...known.values(), ...drafts.flatMap(({ location }) => location ?? [])]}
            onClose={saving.reset}
            onDecide={(decided, now) => {
              draft.continueFrom(now, meanwhile.version, decided)
              setEdited(undefined)
              saving.mutate({ changed: differing(decided, now), version: meanwhile.version })
            }}
          />
        )}
        {saving.error && !isTaken && !meanwhile && (
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

/** One row for each role; for a new user, one to begin with. Their keys are no key of a row that is added. */
function draftsOf(memberships: readonly Membership[], known: ReadonlyMap<string, PickedLocation>): Draft[] {
  const rows = memberships.map(({ locationId, role }) => ({ location: known.get(locationId), role }))
  const begun = rows.length > 0 ? rows : [{ location: undefined, role: 'viewer' as const }]
  return begun.map((row, index) => ({ ...row, key: -1 - index }))
}

/** The locations of the user, with those that were theirs when the form was opened. */
function useKnownLocations(user: User | undefined): ReadonlyMap<string, PickedLocation> {
  const [opened] = useState(() => user?.locations ?? [])
  const now = user?.locations
  return useMemo(
    () => new Map([...opened, ...(now ?? [])].map((location) => [location.id, location])),
    [opened, now],
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
