import { Alert, Badge, Group, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { languages } from '#shared/languages.ts'
import { managerRoles } from '#shared/roles.ts'
import { Address } from '../../components/address.tsx'
import { ButtonLink } from '../../components/button-link.tsx'
import { Initials } from '../../components/initials.tsx'
import { Moment } from '../../components/moment.tsx'
import { useSay } from '../../components/said.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import { ExplainSection } from './explanation.tsx'
import { MailingButtons } from './mailing.tsx'
import { NearMissesOf } from './near-misses.tsx'
import { PersonData } from './person-data.tsx'
import { type StepOutcome, UserActions } from './user-actions.tsx'
import { UserForm } from './user-form.tsx'
import { mailsQuery } from './user-history.queries.ts'
import { UserHistory } from './user-history.tsx'
import classes from './user-page.module.css'
import { isSameAddress } from './user-row.tsx'
import { UserSessions } from './user-sessions.tsx'
import { useUserStatus } from './user-status.ts'
import { nameOf, type User, userQuery } from './users.queries.ts'

const route = getRouteApi('/administration/users/$userId')
const editRoute = getRouteApi('/administration/users/$userId/edit')
const newUserRoute = getRouteApi('/administration/users/new')

/**
 * Administration > Manage User Accounts > one user: whether they can sign in comes first; then what happened, and beside
 * it what they are.
 */
export function UserPage() {
  const { userId } = route.useParams()
  const { data: user } = useSuspenseQuery(userQuery(userId))
  const all = useMessages()
  const isSelf = useSession().user.id === user.id
  const name = nameOf(user)
  useDocumentTitle(`${name} · ${all.product}`)
  return (
    <div className={classes.page} key={user.id} data-wide>
      <Header user={user} isSelf={isSelf} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <div className={classes.card}>
            <ExplainSection user={user} />
          </div>
          <NearMissesOf userId={user.id} />
          <UserHistory userId={user.id} />
        </div>
        <aside className={classes.side} aria-label={all.users.page.facts}>
          <Facts user={user} />
          <MicrosoftFacts user={user} />
          <Roles user={user} />
          {user.mayChange && !isSelf && <UserSessions user={user} />}
          {user.mayChange && <Mails user={user} isSelf={isSelf} />}
          <PersonData user={user} />
        </aside>
      </div>
    </div>
  )
}

/** Who it is, what state the account is in, and what can be done. */
function Header({ user, isSelf }: { user: User; isSelf: boolean }) {
  const all = useMessages()
  const words = all.users
  const { say, sayOnNextPage } = useSay()
  const navigate = useNavigate()
  const status = useUserStatus(user)
  const [failure, setFailure] = useState<string>()
  const name = nameOf(user)
  const onOutcome = (outcome: StepOutcome | undefined) => {
    setFailure(outcome && 'failure' in outcome ? outcome.failure : undefined)
    if (!outcome || 'failure' in outcome) return
    if (outcome.step !== 'remove') return say(outcome.done)
    sayOnNextPage(outcome.done)
    void navigate({ to: '/administration/users' })
  }
  return (
    <header>
      <TextLink to="/administration/users" size="sm" underline="always">
        {words.title}
      </TextLink>
      <div className={classes.header}>
        <Initials of={user} size="page" />
        <div className={classes.who}>
          <Group gap="xs">
            <Title order={1} size="h2">
              {name}
            </Title>
            <Badge
              variant="light"
              color={status.isOpen ? 'green' : 'red'}
              className={classes.badge}
              tt="none"
            >
              {status.text}
            </Badge>
          </Group>
          <Text c="dimmed">
            {[name !== user.username && user.username, user.email].filter(Boolean).join(' · ')}
          </Text>
        </div>
        <Group gap="xs">
          <ButtonLink to="/administration/users/$userId/edit" params={{ userId: user.id }}>
            {user.mayChange ? words.edit : words.page.showForm}
          </ButtonLink>
          <UserActions user={user} onOutcome={onOutcome} label={words.columns.actions} />
        </Group>
      </div>
      {failure && <Alert color="red" role="alert" title={failure} mt="sm" />}
      {!user.mayChange && !isSelf && <Alert color="yellow" title={words.form.notYours} mt="sm" />}
    </header>
  )
}

type Fact = [label: string, value: ReactNode]

/** Facts with a label each; one that is empty is left out. */
function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

function Card({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className={classes.card}>
      <Title order={2} size="h4" id={id} mb="sm">
        {title}
      </Title>
      {children}
    </section>
  )
}

function Facts({ user }: { user: User }) {
  const all = useMessages()
  const words = all.users
  const secondFactor = all.secondFactor.console
  const { form, columns } = words
  const lastSignIn = user.lastSignInAt ? <Moment at={user.lastSignInAt} /> : words.never
  const isManager = user.memberships.some(({ role }) => managerRoles.includes(role))
  const factor = user.secondFactor
    ? [
        user.secondFactor.app && secondFactor.app,
        user.secondFactor.passkeys > 0 && secondFactor.passkeys(user.secondFactor.passkeys),
      ]
        .filter(Boolean)
        .join(', ')
    : isManager && secondFactor.none
  const language = user.languageChosen ? languages[user.language] : form.browsersLanguage
  return (
    <Card id="account" title={form.account}>
      <FactList
        facts={[
          [columns.lastSignIn, lastSignIn],
          [form.username, user.username],
          [form.email, <Address key="email" of={user.email} />],
          [words.page.pendingEmail, user.pendingEmail],
          [secondFactor.column, factor],
          [form.title, user.title],
          [form.mobilePhone, user.mobilePhone],
          [form.language, language],
          [form.description, user.description],
        ]}
      />
    </Card>
  )
}

/** The tie to the Microsoft account, and when it was last used. */
function MicrosoftFacts({ user }: { user: User }) {
  const all = useMessages()
  const words = all.users
  const link = user.microsoftLink
  return (
    <Card id="microsoft" title={words.columns.link}>
      {!link && (
        <Text size="sm" c="dimmed">
          {words.notLinked}
        </Text>
      )}
      {link && !isSameAddress(link.loginId, user.email) && (
        <Alert color="yellow" mb="sm">
          {all.explainPerson.differs(link.loginId)}
        </Alert>
      )}
      {link && (
        <FactList
          facts={[
            [all.signIns.detail.loginId, <Address key="login" of={link.loginId} />],
            [words.page.linkedAt, <Moment key="linked" at={link.linkedAt} />],
            [words.page.lastUsedAt, <Moment key="used" at={link.lastUsedAt} />],
            [all.signIns.detail.objectId, link.objectId],
            [all.signIns.detail.tenantId, link.tenantId],
          ]}
        />
      )}
    </Card>
  )
}

function Roles({ user }: { user: User }) {
  const all = useMessages()
  const placeOf = new Map(user.locations.map((location) => [location.id, location]))
  return (
    <Card id="roles" title={all.users.columns.role}>
      <ul className={classes.list}>
        {user.memberships.map(({ locationId, role }) => {
          const place = placeOf.get(locationId)
          return (
            <li key={locationId}>
              {all.roles[role]}
              <Text size="sm" c="dimmed">
                {place &&
                  [place.name, place.chainName]
                    .filter((one, at, list) => list.indexOf(one) === at)
                    .join(' · ')}
              </Text>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** The newest mails to the person, each with what became of it (R25). */
function Mails({ user, isSelf }: { user: User; isSelf: boolean }) {
  const words = useMessages().users.page
  const { data } = useQuery(mailsQuery(user.id))
  return (
    <Card id="mails" title={words.kinds.mail}>
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.noMails}
        </Text>
      )}
      <ul className={classes.list}>
        {data?.items.map((mail) => (
          <li key={mail.id}>
            {mail.sentence}
            {mail.error && <Text size="sm">{mail.error}</Text>}
            <Text size="sm" c="dimmed">
              <Moment at={mail.at} />
            </Text>
          </li>
        ))}
      </ul>
      {!isSelf && (
        <div className={classes.buttons}>
          <MailingButtons user={user} />
        </div>
      )}
    </Card>
  )
}

/** Administration > Manage User Accounts > one user > edit. */
export function EditUserPage() {
  const { userId } = editRoute.useParams()
  const { data: user } = useSuspenseQuery(userQuery(userId))
  return <UserForm key={user.id} user={user} />
}

/** Administration > Manage User Accounts > add. */
export function NewUserPage() {
  const { email } = newUserRoute.useSearch()
  return <UserForm user={undefined} email={email} />
}
