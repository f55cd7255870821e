import { Alert, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'
import { managerRoles } from '#shared/roles.ts'
import { RefusedRequest } from '../../api.ts'
import { differing } from '../../components/draft.ts'
import { meanwhileOf } from '../../components/meanwhile.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { useSay } from '../../components/said.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import { AccountFields } from './account-fields.tsx'
import { Memberships } from './memberships.tsx'
import { PermissionsMatrix } from './permissions-matrix.tsx'
import { sentenceFor } from './refused-change.ts'
import { type UserFormState, useUserForm } from './user-form-state.ts'
import { UserChangedMeanwhile, type UserFields } from './user-meanwhile.tsx'
import { isSameAddress } from './user-row.tsx'
import classes from './users.module.css'
import { nameOf, type User, type VersionedUser } from './users.queries.ts'

/** The form of a user, or of a new one, whose address may be known already. */
export function UserForm({
  user,
  email = '',
}: {
  user: VersionedUser | undefined
  email?: string | undefined
}) {
  const all = useMessages()
  const messages = all.users
  const { form: words } = messages
  const leave = useLeave()
  const { sayOnNextPage } = useSay()
  const saidOf = useSaidOf(user)
  const title = user ? messages.editUser(nameOf(user)) : messages.add
  useDocumentTitle(`${title} · ${all.product}`)
  const form = useUserForm(user, email, (saved, isMailed) => {
    sayOnNextPage(saidOf(saved, isMailed))
    leave()
  })
  const isSelf = user?.id === useSession().user.id
  const readOnly = user !== undefined && !user.mayChange
  return (
    <form onSubmit={form.submit} noValidate>
      <Stack gap="md">
        <PageHead
          title={title}
          above={
            user ? (
              <TextLink to="/administration/users/$userId" params={{ userId: user.id }} inherit>
                {nameOf(user)}
              </TextLink>
            ) : (
              <TextLink to="/administration/users" inherit>
                {messages.title}
              </TextLink>
            )
          }
        />
        {readOnly && <Alert color="yellow">{words.notYours}</Alert>}
        {user?.microsoftLink && !isSameAddress(user.microsoftLink.loginId, user.email) && (
          <Alert color="yellow">{all.explainPerson.differs(user.microsoftLink.loginId)}</Alert>
        )}
        {user && <SecondFactorLine user={user} />}
        <AccountFields user={user} form={form} readOnly={readOnly} isSelf={isSelf} />
        <Fieldset legend={words.person}>
          <div className={classes.rows}>
            <TextInput {...form.text('firstName')} />
            <TextInput {...form.text('lastName')} />
            <TextInput {...form.text('title')} />
            <TextInput {...form.text('mobilePhone')} type="tel" />
          </div>
        </Fieldset>
        <Fieldset legend={words.membership}>
          <Stack>
            {isSelf && <Text size="sm">{words.own}</Text>}
            <Memberships
              drafts={form.memberships.rows}
              onChange={form.memberships.edit}
              disabled={readOnly || isSelf}
              error={form.faults.location && words.noLocation}
            />
            <PermissionsMatrix />
          </Stack>
        </Fieldset>
        <Unsaved form={form} />
        <Group>
          {!readOnly && (
            <Button type="submit" loading={form.saving.isPending}>
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

/** Why nothing was saved, unless a field says so: what someone else has changed meanwhile, or the refusal. */
function Unsaved({ form: { draft, memberships, saving } }: { form: UserFormState }) {
  const messages = useMessages().users
  const { error } = saving
  const meanwhile = meanwhileOf(error)
  if (meanwhile)
    return (
      <UserChangedMeanwhile
        opened={draft.opened.fields}
        mine={draft.values}
        theirs={{ ...draft.opened.fields, ...(meanwhile.theirs as Partial<UserFields>) }}
        locations={memberships.locations}
        onClose={saving.reset}
        onDecide={(decided, now) => {
          draft.continueFrom(now, meanwhile.version, decided)
          memberships.startOver()
          saving.mutate({ changed: differing(decided, now), version: meanwhile.version })
        }}
      />
    )
  const isTaken =
    error instanceof RefusedRequest && ['username_taken', 'email_taken'].includes(error.code ?? '')
  if (!error || isTaken) return null
  return <Alert color="red" role="alert" title={sentenceFor(messages.failed, error)} />
}

/** The sentence after saving. For a new user, also whether they were mailed, and where. */
function useSaidOf(user: User | undefined) {
  const all = useMessages()
  const messages = all.users
  return (saved: User, isMailed: boolean): string => {
    if (user && saved.pendingEmail !== user.pendingEmail && saved.pendingEmail)
      return all.ownAddress.asked(saved.pendingEmail)
    if (user) return messages.saved(nameOf(saved))
    return isMailed ? messages.addedAndMailed(nameOf(saved), saved.email) : messages.added(nameOf(saved))
  }
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
