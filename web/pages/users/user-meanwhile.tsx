import { type Language, languages } from '#shared/languages.ts'
import type { Membership } from '#shared/permissions.ts'
import type { Role } from '#shared/roles.ts'
import { longest, type TextField } from '#shared/user-fields.ts'
import type { Fields } from '../../components/draft.ts'
import { ChangedMeanwhile } from '../../components/meanwhile.tsx'
import { useMessages } from '../../language.ts'
import type { Draft } from './memberships.tsx'
import type { User } from './users.queries.ts'

const textFields = Object.keys(longest) as TextField[]

/** What the form of a user holds, as the API takes it. */
export type UserFields = Record<TextField, string> & {
  /** Null: none was chosen. */
  language: Language | null
  enabled: boolean
  /** Null: the account has no end. */
  endsOn: string | null
  memberships: Membership[]
}

/** The content of the form for this user, or for a new one. */
export function fieldsOf(user: User | undefined, email: string): UserFields {
  const texts = textFields.map((field) => [field, user?.[field] ?? (field === 'email' ? email : '')])
  return {
    ...(Object.fromEntries(texts) as Record<TextField, string>),
    language: user?.languageChosen ? user.language : null,
    enabled: user?.enabled ?? true,
    endsOn: user?.endsOn ?? null,
    memberships: inOrder(user?.memberships ?? []),
  }
}

/** The roles in the form, without a row for which no location has been chosen yet. */
export function membershipsOf(drafts: readonly Draft[]): Membership[] {
  return inOrder(
    drafts.flatMap(({ location, role }) => (location ? [{ locationId: location.id, role }] : [])),
  )
}

function inOrder(memberships: readonly Membership[]): Membership[] {
  return [...memberships].sort((a, b) => (a.locationId < b.locationId ? -1 : 1))
}

const rolePrefix = 'role '

/** Each role as a field of its own, so that people decide location by location. */
function flat({ memberships, ...fields }: UserFields): Fields {
  const held = memberships.map(({ locationId, role }) => [rolePrefix + locationId, role])
  return { ...fields, ...Object.fromEntries(held) }
}

function whole(fields: Fields): UserFields {
  const isRole = ([name, role]: [string, unknown]) => name.startsWith(rolePrefix) && role
  const memberships = Object.entries(fields)
    .filter(isRole)
    .map(([name, role]) => ({ locationId: name.slice(rolePrefix.length), role: role as Role }))
  const others = Object.entries(fields).filter(([name]) => !name.startsWith(rolePrefix))
  return { ...Object.fromEntries(others), memberships: inOrder(memberships) } as UserFields
}

/** A user whom someone else has changed while the form was open: field by field, and role by role. */
export function UserChangedMeanwhile({
  opened,
  mine,
  theirs,
  locations,
  onDecide,
  onClose,
}: {
  opened: UserFields
  mine: UserFields
  theirs: UserFields
  /** Their names, as far as they are known. */
  locations: readonly { id: string; name: string }[]
  /** Gets what is to be saved, and what there is now. */
  onDecide: (values: UserFields, now: UserFields) => void
  onClose: () => void
}) {
  const { users, meanwhile: messages, roles } = useMessages()
  const wordsOf = (field: string) => {
    if (field.startsWith(rolePrefix)) {
      const id = field.slice(rolePrefix.length)
      const name = locations.find((location) => location.id === id)?.name ?? messages.otherLocation
      return {
        label: messages.roleAt(name),
        say: (value: unknown) => (value ? roles[value as Role] : messages.noRole),
      }
    }
    if (field === 'enabled')
      return { label: users.form.enabled, say: (value: unknown) => (value ? messages.on : messages.off) }
    if (field === 'language')
      return {
        label: users.form.language,
        say: (value: unknown) => (value ? languages[value as Language] : users.form.browsersLanguage),
      }
    return {
      label: users.form[field as TextField],
      say: (value: unknown) => String(value ?? '') || messages.empty,
    }
  }
  const now = { ...theirs, memberships: inOrder(theirs.memberships) }
  return (
    <ChangedMeanwhile
      opened={flat(opened)}
      mine={flat(mine)}
      theirs={flat(now)}
      wordsOf={wordsOf}
      onClose={onClose}
      onDecide={(values) => onDecide(whole(values), now)}
    />
  )
}
