import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { sayFieldFault } from '#shared/messages/field-faults.ts'
import type { Membership } from '#shared/permissions.ts'
import { type FieldFault, faultsOfTexts, type TextField } from '#shared/user-fields.ts'
import { api, basedOn, RefusedRequest } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { useDraft } from '../../components/draft.ts'
import { useMessages } from '../../language.ts'
import type { PickedLocation } from './location-picker.tsx'
import type { Draft } from './memberships.tsx'
import { fieldsOf, membershipsOf, type UserFields } from './user-meanwhile.tsx'
import { type User, usersKey, type VersionedUser } from './users.queries.ts'

export type UserFormState = ReturnType<typeof useUserForm>

type Faults = Partial<Record<TextField | 'location', FieldFault>>

/**
 * What is typed in the form of a user, what is wrong with it, and how it is saved.
 *
 * @param user the user as they are, or nothing for a new one.
 * @param email for a new one, the address that is already known.
 * @param onSaved is told what was saved, and whether a new user is mailed how to sign in.
 */
export function useUserForm(
  user: VersionedUser | undefined,
  email: string,
  onSaved: (saved: User, isMailed: boolean) => void,
) {
  const messages = useMessages().users
  const draft = useDraft(fieldsOf(user, email), user?.version ?? '')
  const { values } = draft
  const [sendWelcomeEmail, setSendWelcomeEmail] = useState(true)
  const [faults, setFaults] = useState<Faults>({})
  const memberships = useMembershipRows(user, values.memberships, (rows) =>
    draft.set({ memberships: membershipsOf(rows) }),
  )

  const queryClient = useQueryClient()
  const saving = useMutation({
    mutationFn: ({ changed, version }: { changed: Partial<UserFields>; version: string }) =>
      user ? changeUser(user, changed, version) : addUser(values, sendWelcomeEmail),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: usersKey })
      onSaved(saved, sendWelcomeEmail && values.enabled)
    },
    onError: (error) => {
      const code = error instanceof RefusedRequest ? error.code : undefined
      if (code === 'username_taken') setFaults({ username: code })
      if (code === 'email_taken') setFaults({ email: code })
      // With the names of locations that the other one has added.
      if (code === 'changed_meanwhile') void queryClient.invalidateQueries({ queryKey: usersKey })
    },
  })

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    // What a user already has may be older than a rule, so only what was changed is checked.
    const found: Faults = faultsOfTexts(user ? draft.changed : values, values.email)
    if (memberships.rows.some(({ location }) => !location)) found.location = 'missing'
    const form = event.currentTarget
    flushSync(() => setFaults(found))
    if (Object.keys(found).length === 0)
      saving.mutate({ changed: draft.changed, version: draft.opened.version })
    else form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }

  /** What a text field of the form is made of. */
  const text = (field: TextField) => ({
    label: messages.form[field],
    value: values[field],
    disabled: user?.mayChange === false,
    error: faults[field] && sayFieldFault(messages, faults[field], { field, text: values[field] }),
    onChange: (event: { currentTarget: { value: string } }) => {
      draft.set({ [field]: event.currentTarget.value } as Partial<UserFields>)
      setFaults({ ...faults, [field]: undefined })
    },
  })

  return { draft, faults, memberships, saving, submit, text, sendWelcomeEmail, setSendWelcomeEmail }
}

async function addUser({ language, ...wanted }: UserFields, sendWelcomeEmail: boolean): Promise<User> {
  const json = { ...wanted, ...(language && { language }), sendWelcomeEmail }
  return parseResponse(api.users.$post({ json }))
}

/** Sends only what was changed (R32). */
async function changeUser(user: User, changed: Partial<UserFields>, version: string): Promise<User> {
  if (Object.keys(changed).length === 0) return user
  const { language, ...wanted } = changed
  const json = { ...wanted, ...(language && { language }) }
  return parseResponse(api.users[':id'].$patch({ param: { id: user.id }, json }, basedOn(version)))
}

/** The rows as they are being edited, one of them perhaps without a location yet. Until then, those of the user. */
function useMembershipRows(
  user: User | undefined,
  memberships: readonly Membership[],
  onEdit: (rows: Draft[]) => void,
) {
  const [edited, setEdited] = useState<Draft[]>()
  const known = useKnownLocations(user)
  const rows = edited ?? draftsOf(memberships, known)
  return {
    rows,
    /** Every location that a row has, or had when the form was opened. */
    locations: [...known.values(), ...rows.flatMap(({ location }) => location ?? [])],
    edit(next: Draft[]) {
      setEdited(next)
      onEdit(next)
    },
    startOver: () => setEdited(undefined),
  }
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
