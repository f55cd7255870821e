import { Anchor, Badge, Button, Group, Menu, Table, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createLink } from '@tanstack/react-router'
import { parseResponse } from 'hono/client'
import { type RefObject, useRef, useState } from 'react'
import type { Messages } from '#shared/messages/en.ts'
import { managerRoles } from '#shared/roles.ts'
import { api, RefusedRequest } from '../../api.ts'
import { Dialog } from '../../components/dialog.tsx'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import { useTime } from '../../use-time.ts'
import { type Mailing, MailingDialog, MailingItems } from './mailing.tsx'
import classes from './users.module.css'
import { nameOf, type User, usersKey } from './users.queries.ts'

const TextLink = createLink(Anchor<'a'>)

export type StepOutcome = { done: string } | { failure: string }

type Step = 'enable' | 'disable' | 'remove' | 'unlink' | 'removeFactor' | 'signOut'

/** One user in the list, with what the reader may do with them. If an action removes something, it asks first. */
export function UserRow({
  user,
  onOutcome,
}: {
  user: User
  /** The result of a step, shown above the list; empty when another one starts. */
  onOutcome: (outcome: StepOutcome | undefined) => void
}) {
  const all = useMessages()
  const name = nameOf(user)
  const messages = all.users
  const { columns } = messages
  const time = useTime()
  const [asked, setAsked] = useState<Exclude<Step, 'enable'>>()
  const [mailing, setMailing] = useState<Mailing>()
  const queryClient = useQueryClient()
  const step = useMutation({
    mutationFn: (what: Step) => carryOut(what, user.id),
    onMutate: () => onOutcome(undefined),
    onError: (error) => onOutcome({ failure: sentenceFor(messages.failed, error) }),
    onSuccess: (ended, what) => onOutcome({ done: doneOf(all, what, name, ended) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: usersKey }),
  })
  const trigger = useRef<HTMLButtonElement>(null)
  // The menu item that opened a dialog is gone by then, so keyboard users continue at the menu.
  const returnFocus = () => trigger.current?.focus()
  const leave = () => {
    setAsked(undefined)
    returnFocus()
  }
  const closeMailing = () => {
    setMailing(undefined)
    returnFocus()
  }
  const names = user.memberships.map(({ role }) => all.roles[role])
  const chains = user.locations.map(({ chainName }) => chainName)
  const question = asked && questionOf(all, asked)
  return (
    <Table.Tr>
      <Table.Td data-label={columns.username}>
        <TextLink to="/administration/users/$userId" params={{ userId: user.id }} inherit>
          {user.username}
        </TextLink>
      </Table.Td>
      <Table.Td data-label={columns.name}>{name === user.username ? '' : name}</Table.Td>
      <Table.Td data-label={columns.email}>
        <Address email={user.email} />
      </Table.Td>
      <Table.Td data-label={columns.role}>
        {[...new Set(names)].join(', ')} <SecondFactor user={user} />
      </Table.Td>
      <Table.Td data-label={columns.chain}>{[...new Set(chains)].join(', ')}</Table.Td>
      <Table.Td data-label={columns.status} className={classes.short}>
        {user.enabled ? messages.status.enabled : <strong>{messages.status.disabled}</strong>}
      </Table.Td>
      <Table.Td data-label={columns.lastSignIn}>
        {user.lastSignInAt ? time(user.lastSignInAt) : messages.never}
      </Table.Td>
      <Table.Td data-label={columns.link}>
        <MicrosoftLink user={user} />
      </Table.Td>
      <Table.Td data-label={columns.actions}>
        <Actions
          user={user}
          trigger={trigger}
          onStep={(what) => (what === 'enable' ? step.mutate(what) : setAsked(what))}
          onMail={setMailing}
        />
        {mailing && <MailingDialog mailing={mailing} user={user} onClose={closeMailing} />}
        {asked && question && (
          <Dialog title={question.title(name)} onClose={leave}>
            <Text>{question.hint}</Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={leave}>
                {messages.cancel}
              </Button>
              <Button
                color="red.9"
                onClick={() => {
                  leave()
                  step.mutate(asked)
                }}
              >
                {question.answer}
              </Button>
            </Group>
          </Dialog>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

/**
 * The account's own login ID, only if it differs from the address by now, because someone should then look at it
 * (R10).
 */
/** An address that is too long for its column breaks after the @, not in the middle of a word. */
function Address({ email }: { email: string }) {
  const at = email.lastIndexOf('@') + 1
  return (
    <>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </>
  )
}

function MicrosoftLink({ user: { microsoftLink, email } }: { user: User }) {
  const messages = useMessages().users
  if (!microsoftLink) return messages.notLinked
  return isSameAddress(microsoftLink.loginId, email) ? (
    messages.linked
  ) : (
    <strong>{microsoftLink.loginId}</strong>
  )
}

/** Compared as in R9, as far as it matters for what is shown. */
export function isSameAddress(one: string, other: string) {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

/** For managers, who always keep a password: that nothing else is asked for (R30). */
function SecondFactor({ user: { secondFactor, memberships } }: { user: User }) {
  const words = useMessages().secondFactor.console
  const isManager = memberships.some(({ role }) => managerRoles.includes(role))
  return !secondFactor && isManager ? <Badge variant="default">{words.none}</Badge> : null
}

/** The question before something is removed. */
function questionOf({ users, secondFactor }: Messages, step: Exclude<Step, 'enable'>) {
  if (step === 'removeFactor') {
    const { remove, removeTitle, removeHint } = secondFactor.console
    return { title: removeTitle, hint: removeHint, answer: remove }
  }
  const answer = step === 'signOut' ? users.signOutEverywhere : users[step]
  return { title: users.confirm[step], hint: users.confirm[`${step}Hint`], answer }
}

/** What is said when it is done. */
function doneOf({ users, secondFactor }: Messages, step: Step, name: string, ended: Ended) {
  if (step === 'removeFactor') return secondFactor.console.removed(name)
  if (step === 'signOut') return users.done.signOut(name, ended)
  if (step === 'disable') return users.done.disable(name, ended.sessions)
  return users.done[step](name)
}

function Actions({
  user,
  trigger,
  onStep,
  onMail,
}: {
  user: User
  trigger: RefObject<HTMLButtonElement | null>
  onStep: (step: Step) => void
  onMail: (mailing: Mailing) => void
}) {
  const { users: messages, secondFactor } = useMessages()
  const factor = secondFactor.console
  const { user: self } = useSession()
  if (!user.mayChange) return null
  const isSelf = self.id === user.id
  if (isSelf && !user.microsoftLink) return null
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          ref={trigger}
          variant="default"
          size="compact-sm"
          aria-label={messages.actionsOn(nameOf(user))}
        >
          ⋯
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {!isSelf && (
          <Menu.Item onClick={() => onStep(user.enabled ? 'disable' : 'enable')}>
            {user.enabled ? messages.disable : messages.enable}
          </Menu.Item>
        )}
        {!isSelf && <MailingItems user={user} onChoose={onMail} />}
        {user.microsoftLink && <Menu.Item onClick={() => onStep('unlink')}>{messages.unlink}</Menu.Item>}
        {!isSelf && <Menu.Item onClick={() => onStep('signOut')}>{messages.signOutEverywhere}</Menu.Item>}
        {!isSelf && user.secondFactor && (
          <Menu.Item onClick={() => onStep('removeFactor')}>{factor.remove}</Menu.Item>
        )}
        {!isSelf && <Menu.Item onClick={() => onStep('remove')}>{messages.remove}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What ended with a step, as far as the answer says it. */
type Ended = { sessions: number; apiKeys: number }

async function carryOut(step: Step, id: string): Promise<Ended> {
  const param = { id }
  const ended = { sessions: 0, apiKeys: 0 }
  if (step === 'signOut') return parseResponse(api.users[':id'].sessions.$delete({ param, query: {} }))
  if (step === 'remove') await api.users[':id'].$delete({ param })
  else if (step === 'unlink') await api.users[':id']['microsoft-link'].$delete({ param })
  else if (step === 'removeFactor') await api.users[':id']['second-factor'].$delete({ param })
  else {
    const json = { enabled: step === 'enable' }
    ended.sessions = (await parseResponse(api.users[':id'].$patch({ param, json }))).endedSessions
  }
  return ended
}

/** What to tell the person if their change was refused. */
export function sentenceFor(failed: Messages['users']['failed'], error: Error) {
  const code = error instanceof RefusedRequest ? (error.code ?? '') : ''
  return Object.hasOwn(failed, code) ? failed[code as keyof typeof failed] : failed.other
}
