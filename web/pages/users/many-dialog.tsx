import { Alert, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { makesManagers, mostManagersAtOnce, mostSelected } from '#shared/many-users.ts'
import { Dialog } from '../../components/dialog.tsx'
import { HelpLink } from '../../components/help-link.tsx'
import { useLanguage, useMessages } from '../../language.ts'
import { LeftOut } from './left-out.tsx'
import classes from './many.module.css'
import {
  asAsked,
  type Outcome,
  type Run,
  readChosen,
  TooManyChosen,
  withinMailBudget,
} from './many.queries.ts'
import { type ChosenChange, ManyChoice } from './many-choice.tsx'
import { ManyProgress } from './many-progress.tsx'
import { RequestFailure } from './request-failure.tsx'
import type { Selection } from './selection.ts'
import type { ChosenAction } from './selection-bar.tsx'
import { useRun } from './use-run.ts'
import type { UsersSearch } from './users.queries.ts'

/** What was done, with the names of whom it was about, and those who were refused before. */
export type ManyDone = {
  chosen: ChosenChange
  run: Run
  refused: Outcome[]
  names: ReadonlyMap<string, string>
}

/** That more would be made managers than can be in one go. */
class TooManyManagers extends Error {}

/** First names that are said; the rest is counted. */
const mostNamed = 5

/** Something for many users: what is needed for it, what it would do, and then its progress, in one dialog. */
export function ManyDialog({
  action,
  ...more
}: {
  action: ChosenAction
  selection: Selection
  search: UsersSearch
  onClose: () => void
  onDone: (done: ManyDone) => void
}) {
  const [chosen, setChosen] = useState<ChosenChange>()
  if (action === 'give_role' || action === 'move') {
    if (!chosen) return <ManyChoice action={action} onChoose={setChosen} onClose={more.onClose} />
    return <Confirmation action={action} chosen={chosen} {...more} />
  }
  return <Confirmation action={action} chosen={{ change: { action }, role: '', location: '' }} {...more} />
}

function Confirmation({
  action,
  chosen,
  selection,
  search,
  onClose,
  onDone,
}: {
  action: ChosenAction
  chosen: ChosenChange
  selection: Selection
  search: UsersSearch
  onClose: () => void
  onDone: (done: ManyDone) => void
}) {
  const all = useMessages()
  const words = all.manyUsers
  const { progress, run, stop } = useRun()
  const asked = useQuery({
    // Asked for this dialog alone, and once.
    queryKey: ['many-users', useId()],
    queryFn: async () => {
      const people = await readChosen(selection, search)
      if (makesManagers(chosen.change) && people.length > mostManagersAtOnce) throw new TooManyManagers()
      const { outcomes, mailsLeft, error } = await run(
        chosen.change,
        people.map(({ id }) => ({ id })),
        true,
      )
      if (error) throw error
      return {
        outcomes: withinMailBudget(outcomes, mailsLeft),
        names: new Map(people.map(({ id, name }) => [id, name])),
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
  const cancel = (
    <Button variant="default" onClick={onClose}>
      {all.users.cancel}
    </Button>
  )
  if (!asked.data || asked.isFetching)
    return (
      <Dialog key="checking" title={words.checking} onClose={onClose}>
        {asked.error && !asked.isFetching ? (
          <CheckFailure error={asked.error} />
        ) : (
          <ManyProgress label={words.checking} done={progress?.answered ?? 0} total={progress?.total ?? 0} />
        )}
        <Group justify="flex-end">
          {cancel}
          {asked.error && !asked.isFetching && !isTooMany(asked.error) && (
            <Button onClick={() => asked.refetch()}>{words.retry}</Button>
          )}
        </Group>
      </Dialog>
    )
  const { outcomes, names } = asked.data
  const targets = asAsked(chosen.change, outcomes)
  const carryOut = async () => {
    const refused = outcomes.filter(({ outcome }) => outcome === 'refused')
    onDone({ chosen, run: await run(chosen.change, targets, false), refused, names })
  }
  const title = targets.length === 0 ? words.nothing : titleOf(words, action, targets.length, chosen)
  if (progress)
    return (
      // It is ended by Stop alone: closing it would not take back what was done.
      <Dialog key="running" title={title} onClose={() => {}}>
        <ManyProgress label={words.running} done={progress.answered} total={progress.total} />
        <Group justify="flex-end">
          <Button variant="default" disabled={progress.isStopping} onClick={stop}>
            {progress.isStopping ? words.stopping : words.stop}
          </Button>
        </Group>
      </Dialog>
    )
  return (
    <Dialog key="confirmation" title={title} onClose={onClose}>
      <Consequences action={action} outcomes={outcomes} names={names} />
      <Group justify="flex-end">
        {targets.length === 0 ? (
          <Button variant="default" data-autofocus onClick={onClose}>
            {words.close}
          </Button>
        ) : (
          <>
            {cancel}
            <Button {...(takesAway.includes(action) && { color: 'red.9' })} data-autofocus onClick={carryOut}>
              {words.action[action]}
            </Button>
          </>
        )}
      </Group>
    </Dialog>
  )
}

/** Why it could not be said what would happen. */
function CheckFailure({ error }: { error: Error }) {
  const words = useMessages().manyUsers
  if (error instanceof TooManyChosen)
    return <Alert color="red" role="alert" title={words.tooMany(mostSelected)} />
  if (error instanceof TooManyManagers)
    return <Alert color="red" role="alert" title={words.tooManyManagers(mostManagersAtOnce)} />
  return (
    <Alert color="red" role="alert" title={words.checkFailed}>
      <RequestFailure error={error} />
    </Alert>
  )
}

function isTooMany(error: Error) {
  return error instanceof TooManyChosen || error instanceof TooManyManagers
}

const takesAway: readonly ChosenAction[] = ['disable', 'sign_out', 'unlink']

/** Whom it is about, what ends with it, who is left as they are, and whether there is a way back. */
function Consequences({
  action,
  outcomes,
  names,
}: {
  action: ChosenAction
  outcomes: readonly Outcome[]
  names: ReadonlyMap<string, string>
}) {
  const words = useMessages().manyUsers
  const language = useLanguage()
  const done = outcomes.filter(({ outcome }) => outcome === 'done')
  const unchanged = outcomes.filter(({ outcome }) => outcome === 'unchanged').length
  const sum = (figure: (one: Outcome) => number) => done.reduce((total, one) => total + figure(one), 0)
  const facts = [
    words.sessions(sum(({ sessions }) => sessions)),
    words.apiKeys(sum(({ apiKeys }) => apiKeys)),
    words.links(sum(({ links }) => links)),
    words.passwords(sum(({ passwords }) => passwords)),
    words.exceptions(sum(({ exceptions }) => exceptions)),
    words.managers(sum(({ isManager }) => Number(isManager))),
  ].filter((fact) => fact !== '')
  const shown = done.slice(0, mostNamed).map(({ userId }) => names.get(userId) ?? userId)
  const more = done.length > shown.length ? [words.andMore(done.length - shown.length)] : []
  return (
    <>
      {done.length > 0 && (
        <>
          <Text>{new Intl.ListFormat(language).format([...shown, ...more])}</Text>
          {facts.length > 0 && (
            <ul className={classes.facts}>
              {facts.map((fact) => (
                <li key={fact}>{fact}</li>
              ))}
            </ul>
          )}
          <Text size="sm">
            {words.hint[action]} <HelpLink to="create-users#many">{words.help}</HelpLink>
          </Text>
        </>
      )}
      {done.length < outcomes.length && (
        <div>
          <Text fw={600} size="sm">
            {words.leftOut}
          </Text>
          <LeftOut
            outcomes={outcomes}
            names={names}
            unchanged={unchanged > 0 ? words.unchanged[action](unchanged) : undefined}
          />
        </div>
      )}
    </>
  )
}

function titleOf(
  { title }: ReturnType<typeof useMessages>['manyUsers'],
  action: ChosenAction,
  count: number,
  { role, location }: ChosenChange,
): string {
  if (action === 'give_role') return title.give_role(count, role, location)
  if (action === 'move') return title.move(count, location)
  return title[action](count)
}
