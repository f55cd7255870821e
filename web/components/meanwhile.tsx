import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { RefusedRequest } from '../api.ts'
import { useMessages } from '../language.ts'
import { Dialog } from './dialog.tsx'
import { type Choice, type Dispute, disputesOf, type Fields, settled } from './draft.ts'
import classes from './meanwhile.module.css'

/** What someone else has changed since a form was opened, and the version that it is now. */
export type Meanwhile = { theirs: Fields; version: string }

/** The other change, if that is why a change was refused. */
export function meanwhileOf(error: Error | null): Meanwhile | undefined {
  if (!(error instanceof RefusedRequest) || error.code !== 'changed_meanwhile') return undefined
  const theirs = Object.fromEntries(
    Object.entries(error.changes).map(([field, both]) => [field, both.theirs]),
  )
  return { theirs, version: error.version }
}

/**
 * Shows both changes side by side, and lets the person decide field by field (R32). Nothing that was typed is lost:
 * closing it leads back to the form as it was.
 *
 * @param wordsOf how a field and its contents are called.
 */
export function ChangedMeanwhile({
  opened,
  mine,
  theirs,
  wordsOf,
  onDecide,
  onClose,
}: {
  opened: Fields
  mine: Fields
  theirs: Fields
  wordsOf: (field: string) => { label: string; say: (value: unknown) => string }
  onDecide: (values: Fields) => void
  onClose: () => void
}) {
  const { meanwhile: messages } = useMessages()
  const disputes = disputesOf(opened, mine, theirs)
  // What only the other one has changed is kept unless the person says otherwise.
  const [choices, setChoices] = useState<Record<string, Choice>>(() =>
    Object.fromEntries(disputes.flatMap(({ field, isMyChange }) => (isMyChange ? [] : [[field, 'theirs']]))),
  )
  const [isAsked, setAsked] = useState(false)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    // The page is one form, and this dialog is rendered inside it.
    event.stopPropagation()
    const form = event.currentTarget
    flushSync(() => setAsked(true))
    if (disputes.every(({ field }) => choices[field])) onDecide(settled(opened, mine, theirs, choices))
    else form.querySelector<HTMLElement>('[data-open] input')?.focus()
  }
  return (
    <Dialog title={messages.title} onClose={onClose} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{disputes.length > 0 ? messages.intro : messages.nothingToChoose}</Text>
          {disputes.map((dispute) => (
            <OneField
              key={dispute.field}
              dispute={dispute}
              words={wordsOf(dispute.field)}
              choice={choices[dispute.field]}
              isMissing={isAsked && !choices[dispute.field]}
              onChoose={(choice) => setChoices({ ...choices, [dispute.field]: choice })}
            />
          ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {messages.back}
            </Button>
            <Button type="submit">{messages.save}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function OneField({
  dispute: { field, mine, theirs, isMyChange },
  words: { label, say },
  choice,
  isMissing,
  onChoose,
}: {
  dispute: Dispute
  words: { label: string; say: (value: unknown) => string }
  choice: Choice | undefined
  isMissing: boolean
  onChoose: (choice: Choice) => void
}) {
  const { meanwhile: messages } = useMessages()
  const sides = [
    { value: 'mine', name: isMyChange ? messages.yours : messages.untouched, content: say(mine) },
    { value: 'theirs', name: messages.theirs, content: say(theirs) },
  ]
  return (
    <Radio.Group
      name={`choice-${field}`}
      label={label}
      value={choice ?? null}
      error={isMissing && messages.choose}
      onChange={(value) => onChoose(value as Choice)}
      labelProps={{ fw: 600 }}
    >
      <div className={classes.sides} data-open={choice ? undefined : true}>
        {sides.map(({ value, name, content }) => (
          <div key={value} className={classes.side} data-chosen={choice === value || undefined}>
            <Radio
              value={value}
              label={
                <>
                  <span className={classes.name}>{name}</span>
                  <span className={classes.content}>{content}</span>
                </>
              }
            />
          </div>
        ))}
      </div>
    </Radio.Group>
  )
}
