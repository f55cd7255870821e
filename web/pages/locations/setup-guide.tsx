import { Anchor, Badge, Button, Group, List, Paper, Stack, Text, Title, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ButtonLink } from '../../components/button-link.tsx'
import { Notice } from '../../components/notice.tsx'
import { useMessages } from '../../language.ts'
import { managesUsers, useSession } from '../../session.ts'
import { useTime } from '../../use-time.ts'
import { ConnectButton } from './connect-button.tsx'
import { GuidedSignIn } from './guided-sign-in.tsx'
import { liveSetupQuery, type Setup } from './setup.queries.ts'
import { OverviewDrawing, RequestDrawing } from './setup-drawings.tsx'
import classes from './setup-guide.module.css'
import type { Node, Tree } from './tree.ts'

type Step = Setup['steps'][number]

/**
 * The five steps of connecting a chain to Entra: a list that updates itself, with what is next and who can do it
 * (R21).
 */
export function SetupGuide({
  chain,
  tree,
  onToField,
}: {
  chain: Node
  tree: Tree
  /** Takes the person to the field for the tenant ID. */
  onToField: () => void
}) {
  const messages = useMessages()
  const texts = messages.setup.guide
  const { data: setup } = useQuery({ ...liveSetupQuery(chain.id), throwOnError: true })
  const [showsAll, setShowsAll] = useState(false)
  // Already under way, above the guide.
  const { connect } = useSearch({ from: '/administration/locations' })
  if (!setup) return <Text role="status">{messages.home.loading}</Text>
  const { steps, confirmed, inheritedFrom, tenantId } = setup
  const done = steps.filter(({ state }) => state === 'done').length
  const above = inheritedFrom && (tree.byId.get(inheritedFrom)?.name ?? messages.locations.settings.aboveYou)
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="set-up-guide">
      <Stack gap="sm">
        <Title order={3} size="h4" id="set-up-guide">
          {texts.title}
        </Title>
        {above && <Text size="sm">{texts.inheritedFrom(above)}</Text>}
        {tenantId === null && !connect && (
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{messages.connect.lead}</Text>
            <ConnectButton chainId={chain.id} />
            <Text size="sm">{messages.connect.byHand}</Text>
          </Stack>
        )}
        {tenantId !== null && !confirmed && !above && <Text size="sm">{texts.intro}</Text>}
        <Text size="sm" role="status">
          {texts.progress(done)}
        </Text>
        {confirmed && <Confirmed setup={setup} confirmed={confirmed} />}
        {confirmed && (
          <Button
            variant="default"
            size="xs"
            aria-expanded={showsAll}
            onClick={() => setShowsAll(!showsAll)}
            style={{ alignSelf: 'flex-start' }}
          >
            {showsAll ? texts.hideSteps : texts.showSteps}
          </Button>
        )}
        {(!confirmed || showsAll) && (
          <ol className={classes.steps}>
            {steps.map((step, index) => (
              <StepItem
                key={step.step}
                step={step}
                number={index + 1}
                isOpen={step.state === 'next' || (step.step === 'paste_tenant' && steps[0]?.state === 'next')}
              >
                <StepHelp step={step} setup={setup} chainId={chain.id} onToField={onToField} />
              </StepItem>
            ))}
          </ol>
        )}
      </Stack>
    </Paper>
  )
}

function StepItem({
  step: { step, state, at, note },
  number,
  isOpen,
  children,
}: {
  step: Step
  number: number
  isOpen: boolean
  children: React.ReactNode
}) {
  const texts = useMessages().setup.guide
  const time = useTime('sentence')
  return (
    <li
      className={classes.step}
      data-state={state}
      data-step={step}
      aria-current={state === 'next' ? 'step' : undefined}
    >
      <span className={classes.number} aria-hidden>
        {state === 'done' ? '✓' : number}
      </span>
      <div>
        <div className={classes.head}>
          <Title order={4} size="h5">
            <VisuallyHidden>{number}. </VisuallyHidden>
            {texts.steps[step].title}
          </Title>
          <Badge variant="default">{texts.states[state]}</Badge>
        </div>
        {at && (
          <Text size="sm" c="dimmed">
            {texts.doneAt(time(at))}
          </Text>
        )}
        {(note === 'inherited' || note === 'not_verified') && <Text size="sm">{texts.notes[note]}</Text>}
        {isOpen && children}
      </div>
    </li>
  )
}

/** What to do, who can do it, and what stood in the way last. */
function StepHelp({
  step: { step, note },
  setup,
  chainId,
  onToField,
}: {
  step: Step
  setup: Setup
  chainId: string
  onToField: () => void
}) {
  const messages = useMessages()
  const texts = messages.setup.guide
  const { who, todo, hint } = texts.steps[step]
  return (
    <Stack gap="xs" mt={4} align="flex-start">
      <Text size="sm">
        <strong>{texts.who + messages.colon}</strong> {who}.
      </Text>
      <List type="ordered" size="sm" withPadding>
        {todo.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      {step === 'find_tenant' && (
        <>
          <Anchor href={setup.adminCenter} target="_blank" rel="noreferrer" size="sm">
            {texts.openAdminCenter}
          </Anchor>
          <OverviewDrawing />
        </>
      )}
      {step === 'paste_tenant' && (
        <Button variant="default" size="xs" onClick={onToField}>
          {texts.toField}
        </Button>
      )}
      {step === 'accept' && <RequestDrawing />}
      {note !== null && note !== 'inherited' && note !== 'not_verified' && (
        <Trouble lastAttempt={setup.lastAttempt} chainId={chainId} />
      )}
      {(step === 'sign_in' || step === 'accept' || step === 'confirm') && <GuidedSignIn chainId={chainId} />}
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
    </Stack>
  )
}

/** What happened last: the cause as managers read it, who has to act, and what to do. */
function Trouble({ lastAttempt, chainId }: { lastAttempt: Setup['lastAttempt']; chainId: string }) {
  const messages = useMessages()
  if (!lastAttempt?.remedy) return null
  const { cause, remedy } = lastAttempt
  return (
    <Notice tone="mind" title={messages.setup.guide.lastTime}>
      <Text size="sm">{cause}</Text>
      <Text size="sm" mt={4}>
        <strong>{messages.setup.guide.whoMustAct + messages.colon}</strong>{' '}
        {messages.signIns.detail.actors[remedy.actor]}. {remedy.text}
      </Text>
      {remedy.action === 'send_consent_kit' && (
        <Anchor
          size="sm"
          href={`/administration/locations?${new URLSearchParams({ location: chainId, section: 'advanced' })}#consent-kit`}
        >
          {messages.explain.actions.send_consent_kit}
        </Anchor>
      )}
    </Notice>
  )
}

function Confirmed({
  setup,
  confirmed: { at, by },
}: {
  setup: Setup
  confirmed: NonNullable<Setup['confirmed']>
}) {
  const texts = useMessages().setup.guide
  const time = useTime('sentence')
  const when = time(at)
  const leadsToUsers = managesUsers(useSession())
  return (
    <Notice tone="good" title={texts.confirmed}>
      <Text size="sm">{by ? texts.confirmedBy(by.name, when) : texts.confirmedAt(when)}</Text>
      <Text size="sm" mt={4}>
        {texts.whereInEntra}
      </Text>
      {setup.enterpriseApplications && (
        <Anchor href={setup.enterpriseApplications} target="_blank" rel="noreferrer" size="sm">
          {texts.openEnterpriseApplications}
        </Anchor>
      )}
      {leadsToUsers && (
        <>
          <Text size="sm" mt="xs">
            {texts.people}
          </Text>
          <Group gap="xs" mt={4}>
            <ButtonLink to="/administration/users/new" size="xs" variant="default">
              {texts.addPerson}
            </ButtonLink>
            <ButtonLink to="/administration/users/import" size="xs" variant="default">
              {texts.importPeople}
            </ButtonLink>
          </Group>
        </>
      )}
    </Notice>
  )
}
