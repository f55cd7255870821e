import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { HelpLink } from '../../components/help-link.tsx'
import { useMessages } from '../../language.ts'
import { secondFactorQuery } from '../../second-factor.ts'
import { useSession } from '../../session.ts'
import { useTime } from '../../use-time.ts'
import { devicesQuery } from './account.queries.ts'
import { AppDialog } from './app-dialog.tsx'
import { FactorDialog } from './factor-dialog.tsx'
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx'
import classes from './second-factor.module.css'
import type { FactorAction, NextStep } from './second-factor.queries.ts'

/**
 * The second factor of a person with a password (R30): an app, passkeys, recovery codes. Each change needs fresh
 * proof (R33).
 */
export function SecondFactorSection() {
  const words = useMessages().secondFactor
  const { account } = words
  const { password } = useSuspenseQuery(secondFactorQuery).data
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="second-factor">
      <Stack gap="md">
        <Title order={2} size="h4" id="second-factor">
          {words.title}
        </Title>
        {password === 'set' && <Factors />}
        {password === 'none' && <Text>{account.notWithoutPassword}</Text>}
        {password === 'not_allowed' && <Text>{account.notAllowed}</Text>}
      </Stack>
    </Paper>
  )
}

function Factors() {
  const words = useMessages().secondFactor.account
  const { app, passkeys, recoveryCodes } = useSuspenseQuery(secondFactorQuery).data
  const queryClient = useQueryClient()
  const [asked, setAsked] = useState<FactorAction>()
  const [step, setStep] = useState<NextStep>()
  const [isChanged, setIsChanged] = useState(false)
  const hasOne = app !== null || passkeys.length > 0

  async function showNextStep(next: NextStep) {
    setAsked(undefined)
    setStep(next)
    // An app that is not confirmed yet has changed nothing.
    if (next?.kind === 'app') return
    setIsChanged(true)
    await Promise.all([
      queryClient.invalidateQueries(secondFactorQuery),
      queryClient.invalidateQueries(devicesQuery),
    ])
  }
  return (
    <>
      <Text size="sm">
        {words.hint} {!hasOne && <strong>{words.none}</strong>}{' '}
        <HelpLink to="second-factor#set-up">{words.help}</HelpLink>
      </Text>
      <AppPart app={app} onAsk={setAsked} />
      <PasskeysPart passkeys={passkeys} onAsk={setAsked} />
      {hasOne && (
        <Stack gap="xs" align="flex-start">
          <Title order={3} size="h5">
            {words.recoveryCodes}
          </Title>
          <Text size="sm">{words.codesLeft(recoveryCodes)}</Text>
          <Button variant="default" onClick={() => setAsked({ kind: 'new-codes' })}>
            {words.newCodes}
          </Button>
        </Stack>
      )}
      <Text role="status" size="sm">
        {isChanged && words.othersSignedOut}
      </Text>
      {asked && <FactorDialog action={asked} onClose={() => setAsked(undefined)} onDone={showNextStep} />}
      {step?.kind === 'app' && (
        <AppDialog app={step} onClose={() => setStep(undefined)} onDone={showNextStep} />
      )}
      {step?.kind === 'codes' && (
        <RecoveryCodesDialog codes={step.codes} onClose={() => setStep(undefined)} />
      )}
    </>
  )
}

type Ask = { onAsk: (action: FactorAction) => void }

function AppPart({ app, onAsk }: Ask & { app: { addedAt: string } | null }) {
  const words = useMessages().secondFactor.account
  const day = useTime('day')
  return (
    <Stack gap="xs" align="flex-start">
      <Title order={3} size="h5">
        {words.app}
      </Title>
      <Text size="sm">
        {words.appHint} {app && <strong>{words.appSince(day(app.addedAt))}</strong>}
      </Text>
      <Group gap="xs">
        <Button variant={app ? 'default' : 'filled'} onClick={() => onAsk({ kind: 'set-up-app' })}>
          {app ? words.setUpAppAnew : words.setUpApp}
        </Button>
        {app && (
          <Button variant="default" onClick={() => onAsk({ kind: 'remove-app' })}>
            {words.removeApp}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

type Passkey = { id: string; name: string; addedAt: string; lastUsedAt: string | null }

function PasskeysPart({ passkeys, onAsk }: Ask & { passkeys: Passkey[] }) {
  const { secondFactor, sharedComputers } = useMessages()
  const words = secondFactor.account
  const { sharedDevice } = useSession()
  const day = useTime('day')
  return (
    <Stack gap="xs" align="flex-start">
      <Title order={3} size="h5" id="passkeys">
        {words.passkeys}
      </Title>
      <Text size="sm">{words.passkeysHint}</Text>
      {passkeys.length > 0 && (
        <ul className={classes.passkeys} aria-labelledby="passkeys">
          {passkeys.map(({ id, name, addedAt, lastUsedAt }) => (
            <li key={id}>
              <span>
                <strong>{name}</strong>
                <Text size="sm" c="dimmed">
                  {words.added(day(addedAt))},{' '}
                  {lastUsedAt ? words.lastUsed(day(lastUsedAt)) : words.neverUsed}
                </Text>
              </span>
              <Button
                variant="default"
                size="xs"
                aria-label={words.removePasskey(name)}
                onClick={() => onAsk({ kind: 'remove-passkey', id, name })}
              >
                {words.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {sharedDevice ? (
        <Text size="sm">{sharedComputers.noPasskey}</Text>
      ) : (
        <Button variant="default" onClick={() => onAsk({ kind: 'add-passkey' })}>
          {words.addPasskey}
        </Button>
      )}
    </Stack>
  )
}
