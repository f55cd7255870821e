import { Button, Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import type { Messages } from '#shared/messages/en.ts'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import { type Mailing, MailingDialog, MailingItems } from './mailing.tsx'
import { sentenceFor } from './refused-change.ts'
import { nameOf, type User, usersKey } from './users.queries.ts'

/** What came of a step: the sentence to say, and which step it was. */
export type StepOutcome = { done: string; step: Step } | { failure: string }

type Step = 'enable' | 'disable' | 'remove' | 'unlink' | 'removeFactor' | 'signOut'
type Asked = Exclude<Step, 'enable'>

/** What is on the button of a menu where there is no room for words. */
const dots = '⋯'

/** The result of a step; undefined when another one starts. */
type OnOutcome = (outcome: StepOutcome | undefined) => void

/**
 * The menu of one user in a list. It is made when it is first asked for: to draw a menu for every row took longer than all
 * that is read in them.
 */
export function RowActions({ user, onOutcome }: { user: User; onOutcome: OnOutcome }) {
  const { actionsOn } = useMessages().users
  const { user: self } = useSession()
  const [isMade, setMade] = useState(false)
  if (!hasActions(user, self.id)) return null
  if (isMade) return <UserActions user={user} onOutcome={onOutcome} opensAtOnce />
  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-haspopup="menu"
      aria-expanded={false}
      aria-label={actionsOn(nameOf(user))}
      onClick={() => setMade(true)}
    >
      {dots}
    </Button>
  )
}

/** Nothing can be done to oneself but to remove one's own link. */
function hasActions({ id, mayChange, microsoftLink }: User, selfId: string): boolean {
  return mayChange && (id !== selfId || microsoftLink !== null)
}

/**
 * What the reader may do with a user: a menu and, on the user's own page, disabling as a button beside it. If an action
 * takes something away, it asks first.
 */
export function UserActions({
  user,
  onOutcome,
  label = dots,
  opensAtOnce = false,
}: {
  user: User
  onOutcome: OnOutcome
  /** What is on the button of the menu, where there is room for words. */
  label?: ReactNode
  opensAtOnce?: boolean
}) {
  const hasRoom = label !== dots
  const all = useMessages()
  const name = nameOf(user)
  const messages = all.users
  const [asked, setAsked] = useState<Asked>()
  const [mailing, setMailing] = useState<Mailing>()
  const queryClient = useQueryClient()
  const step = useMutation({
    mutationFn: (what: Step) => carryOut(what, user.id),
    onMutate: () => onOutcome(undefined),
    onError: (error) => onOutcome({ failure: sentenceFor(messages.failed, error) }),
    onSuccess: (ended, what) => onOutcome({ done: doneOf(all, what, name, ended), step: what }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: usersKey }),
  })
  const trigger = useRef<HTMLButtonElement>(null)
  const toggle = useRef<HTMLButtonElement>(null)
  // The menu item that opened a dialog is gone by then, so keyboard users continue at the menu.
  const returnFocus = () => ((asked === 'disable' && toggle.current) || trigger.current)?.focus()
  const begin = (what: Step) => (what === 'enable' ? step.mutate(what) : setAsked(what))
  const leave = () => {
    setAsked(undefined)
    returnFocus()
  }
  const closeMailing = () => {
    setMailing(undefined)
    returnFocus()
  }
  const question = asked && questionOf(all, asked)
  return (
    <>
      {hasRoom && <ToggleButton user={user} button={toggle} onStep={begin} />}
      <ActionMenu
        user={user}
        label={label}
        hasToggle={!hasRoom}
        trigger={trigger}
        opensAtOnce={opensAtOnce}
        onStep={begin}
        onMail={setMailing}
      />
      {mailing && <MailingDialog mailing={mailing} user={user} onClose={closeMailing} />}
      {asked && question && (
        <ConfirmDialog
          title={question.title(name)}
          hint={question.hint}
          answer={question.answer}
          onConfirm={() => {
            leave()
            step.mutate(asked)
          }}
          onClose={leave}
        />
      )}
    </>
  )
}

/** The question before something is taken away. */
function questionOf({ users, secondFactor }: Messages, step: Asked) {
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

/** What a user's page is most often opened for, when someone has left. */
function ToggleButton({
  user,
  button,
  onStep,
}: {
  user: User
  button: RefObject<HTMLButtonElement | null>
  onStep: (step: Step) => void
}) {
  const messages = useMessages().users
  const isSelf = useSession().user.id === user.id
  if (!user.mayChange || isSelf) return null
  return (
    <Button ref={button} variant="default" onClick={() => onStep(user.enabled ? 'disable' : 'enable')}>
      {user.enabled ? messages.disable : messages.enable}
    </Button>
  )
}

function ActionMenu({
  user,
  label,
  hasToggle,
  trigger,
  opensAtOnce,
  onStep,
  onMail,
}: {
  user: User
  label: ReactNode
  /** Whether enabling and disabling are in the menu, and not beside it. */
  hasToggle: boolean
  trigger: RefObject<HTMLButtonElement | null>
  opensAtOnce: boolean
  onStep: (step: Step) => void
  onMail: (mailing: Mailing) => void
}) {
  const { users: messages, secondFactor } = useMessages()
  const factor = secondFactor.console
  const { user: self } = useSession()
  const [isOpen, setOpen] = useState(false)
  // The button has the focus before the menu takes it, and so gets it back.
  useEffect(() => {
    if (!opensAtOnce) return
    trigger.current?.focus()
    setOpen(true)
  }, [opensAtOnce, trigger])
  if (!hasActions(user, self.id)) return null
  const isSelf = self.id === user.id
  return (
    <Menu
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      withinPortal={false}
      // Or a table that scrolls sideways would cut it off.
      floatingStrategy="fixed"
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button
          ref={trigger}
          variant="default"
          size={hasToggle ? 'compact-sm' : 'sm'}
          aria-label={messages.actionsOn(nameOf(user))}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {!isSelf && hasToggle && (
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
