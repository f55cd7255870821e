import { Badge, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type SettingName, type SettingValues, settingNames } from '#shared/advanced-settings.ts'
import { api, basedOn, RefusedRequest } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { CopyField } from '../../components/copy-field.tsx'
import { type Draft, differing, useDraft } from '../../components/draft.ts'
import { useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { ChainsBelow } from './chains-below.tsx'
import { type Change, useChange } from './change.tsx'
import { ConnectButton } from './connect-button.tsx'
import { Connecting } from './connecting.tsx'
import { ConnectionTest } from './connection-test.tsx'
import { Exceptions } from './exceptions.tsx'
import { FactorReadiness } from './factor-readiness.tsx'
import { type Advanced, advancedQuery, tenantQuery } from './locations.queries.ts'
import { PasswordLinks } from './password-links.tsx'
import { Readiness } from './readiness.tsx'
import { Rehearsal } from './rehearsal.tsx'
import { RollOut } from './roll-out.tsx'
import { SettingField, SettingHint } from './setting-field.tsx'
import { SettingsChangedMeanwhile, settingsOf } from './settings-meanwhile.tsx'
import { SetupGuide } from './setup-guide.tsx'
import type { Node, Tree } from './tree.ts'

/** Settings with a place of their own on the page. Every other one has a field in the form. */
const withOwnPlace: readonly SettingName[] = [
  'azureTenantId',
  'mandatoryAuthentication',
  'rehearsal',
  'timeZone',
]
const others = settingNames.filter((name) => !withOwnPlace.includes(name))

type SettingsChange = { json: Partial<SettingValues>; version: string }

/** Advanced: Azure Tenant ID, Mandatory authentication, Save, and nothing else to fill in (R3). */
export function AdvancedSection({
  chain,
  tree,
  proposed,
}: {
  chain: Node
  tree: Tree
  proposed: string | undefined
}) {
  const { questions } = useMessages().locations
  const { data: advanced } = useSuspenseQuery(advancedQuery(chain.id))
  const { inheritedFrom, mandatoryFrom, confirmationFrom } = advanced
  const draft = useDraft(
    settingsOf(advanced),
    advanced.version,
    proposed ? { azureTenantId: proposed } : undefined,
  )
  const { aboveYou } = useMessages().locations.settings
  const nameOf = (id: string) => tree.byId.get(id)?.name ?? aboveYou
  const nameIfAbove = (id: string | null) => (id === null || id === chain.id ? undefined : nameOf(id))
  const field = useRef<HTMLInputElement>(null)
  const { connect } = useSearch({ from: '/administration/locations' })
  const change: Change<SettingsChange> = useChange(
    ({ json, version }: SettingsChange, confirm) =>
      parseResponse(
        api.locations[':id'].advanced.$patch(
          { param: { id: chain.id }, json: { ...json, confirm } },
          basedOn(version),
        ),
      ),
    draft.clear,
    {
      remedy: ({ usersWithoutPassword = 0 }) =>
        usersWithoutPassword > 0 && <PasswordLinks chainId={chain.id} />,
      question: ({ json }) => questions[whatChanges(advanced, json)](chain.name),
      meanwhile: ({ theirs, version }, close) => (
        <SettingsChangedMeanwhile
          opened={draft.opened.fields}
          mine={draft.values}
          theirs={theirs}
          onClose={close}
          onDecide={(decided, now) => {
            draft.continueFrom(now, version, decided)
            change.carryOut({ json: differing(decided, now), version })
          }}
        />
      ),
    },
  )
  return (
    <Stack maw="42rem">
      {connect && <Connecting key={connect} chain={chain} connectId={connect} />}
      <SetupGuide chain={chain} tree={tree} onToField={() => field.current?.focus()} />
      <SettingsForm
        // Whether the chain wants a tenant of its own is asked again once it has one, or no longer has one.
        key={`${chain.id} ${inheritedFrom}`}
        draft={draft}
        chain={chain}
        advanced={advanced}
        isProposed={proposed !== undefined}
        change={change}
        field={field}
        inheritedName={inheritedFrom === null ? undefined : nameOf(inheritedFrom)}
        mandatoryAbove={nameIfAbove(mandatoryFrom)}
        confirmationAbove={nameIfAbove(confirmationFrom)}
      />
      <Rehearsal chainId={chain.id} advanced={advanced} nameOf={nameOf} />
      <RollOut chain={chain} tree={tree} advanced={advanced} />
      <Exceptions chainId={chain.id} isSetAbove={mandatoryFrom !== null && mandatoryFrom !== chain.id} />
      <ChainsBelow chainId={chain.id} />
      <SignInAddress address={advanced.signInAddress} />
    </Stack>
  )
}

/** The one thing that a change asks for, so that the question can name it; `settings` where it is more than one. */
function whatChanges(now: Advanced, to: Partial<SettingValues>) {
  const tenant = to.azureTenantId !== undefined && to.azureTenantId !== now.azureTenantId
  const mandatory =
    to.mandatoryAuthentication !== undefined && to.mandatoryAuthentication !== now.mandatoryAuthentication
  const from = to.secondFactorRequiredFrom
  if (from !== undefined && from !== now.secondFactorRequiredFrom && !tenant && !mandatory)
    return isEarlier(from, now.secondFactorRequiredFrom) ? 'factorRequired' : 'factorNotRequired'
  if (tenant === mandatory) return 'settings'
  if (tenant) return to.azureTenantId === null ? 'removeTenant' : 'changeTenant'
  return to.mandatoryAuthentication ? 'mandatoryOn' : 'mandatoryOff'
}

/** Whether a day makes something begin that did not begin before, or sooner than it did. */
function isEarlier(day: string | null, than: string | null): boolean {
  return day !== null && (than === null || day < than)
}

function SettingsForm({
  chain,
  advanced,
  draft,
  isProposed,
  change,
  field,
  inheritedName,
  mandatoryAbove,
  confirmationAbove,
}: {
  chain: Node
  advanced: Advanced
  draft: Draft<SettingValues>
  isProposed: boolean
  change: Change<SettingsChange>
  field: RefObject<HTMLInputElement | null>
  /** The chain whose tenant ID it is, if it is inherited. */
  inheritedName: string | undefined
  /** The chain above where mandatory authentication is on, if it is: then it cannot be turned off here (R5). */
  mandatoryAbove: string | undefined
  /** The same for the confirmation of sessions with Microsoft. */
  confirmationAbove: string | undefined
}) {
  const { advancedSettings: words, locations } = useMessages()
  const { values, opened } = draft
  const text = values.azureTenantId ?? ''
  const setText = (typed: string) => draft.set({ azureTenantId: typed || null })
  const [wantsItsOwn, setSetsOwn] = useState(isProposed)
  const setsOwn = wantsItsOwn || advanced.inheritedFrom === null
  const isChanged = text.trim() !== (opened.fields.azureTenantId ?? '')
  const answer = useTenantAnswer(chain.id, isChanged ? text.trim() : '')
  const wrong = answer.wrong ?? change.errors.azureTenantId

  const saveButton = useRef<HTMLButtonElement>(null)
  // The dialog that asked for a confirmation is gone, so keyboard users continue at the button.
  const isSaved = change.isDone
  useEffect(() => {
    if (isSaved && document.activeElement === document.body)
      saveButton.current?.focus({ preventScroll: true })
  }, [isSaved])

  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const { azureTenantId: _, ...changed } = draft.changed
          // Only what is new to this chain: Microsoft need not be asked again to change a switch.
          const tenant = (isChanged || (setsOwn && inheritedName)) && { azureTenantId: text.trim() || null }
          change.carryOut({ json: { ...changed, ...tenant }, version: opened.version })
        }}
      >
        <Stack>
          {!setsOwn && <Inherited from={inheritedName} onSetOwn={() => setSetsOwn(true)} />}
          <TextInput
            ref={field}
            label={words.azureTenantId.label}
            description={words.azureTenantId.hint}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            disabled={!setsOwn}
            error={isChanged ? wrong : undefined}
            autoComplete="off"
            spellCheck={false}
          />
          {setsOwn && (
            <Group gap="xs">
              <ConnectButton chainId={chain.id} variant="default" size="xs" />
            </Group>
          )}
          <Text size="sm" role="status">
            {isChanged ? wrong ? '' : answer.sentence : <Status advanced={advanced} />}
          </Text>
          <MandatoryAuthentication
            chainId={chain.id}
            isOn={values.mandatoryAuthentication}
            wasOn={opened.fields.mandatoryAuthentication}
            above={mandatoryAbove}
            onChange={(isOn) => draft.set({ mandatoryAuthentication: isOn })}
          />
          {others.map((name) => (
            <SettingField
              key={name}
              name={name}
              value={values[name]}
              error={change.errors[name]}
              above={name === 'sessionConfirmation' ? confirmationAbove : undefined}
              onChange={(value) => draft.set({ [name]: value })}
            />
          ))}
          {isEarlier(values.secondFactorRequiredFrom, opened.fields.secondFactorRequiredFrom) && (
            <FactorReadiness chainId={chain.id} />
          )}
          {change.outcome}
          <Group>
            <Button type="submit" loading={change.isBusy} ref={saveButton}>
              {locations.save}
            </Button>
            {setsOwn && inheritedName && (
              <Button
                variant="default"
                onClick={() => {
                  draft.set({ azureTenantId: opened.fields.azureTenantId })
                  setSetsOwn(false)
                }}
              >
                {locations.cancel}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
      <ConnectionTest
        chainId={chain.id}
        proposal={isChanged && text.trim() !== '' ? text.trim() : undefined}
        hasTenant={text.trim() !== ''}
        onUseTenant={
          setsOwn
            ? (tenantId) => {
                setText(tenantId)
                field.current?.focus()
              }
            : undefined
        }
      />
    </>
  )
}

/** Says that the tenant ID comes from a chain above, until this one has its own. */
function Inherited({ from, onSetOwn }: { from: string | undefined; onSetOwn: () => void }) {
  const { settings: messages } = useMessages().locations
  return (
    <Group>
      <Badge variant="default">{messages.inheritedFrom(from ?? messages.aboveYou)}</Badge>
      <Button variant="default" size="xs" onClick={onSetOwn}>
        {messages.setItsOwn}
      </Button>
    </Group>
  )
}

/** The switch, and whom it would affect while it is not saved yet. */
function MandatoryAuthentication({
  chainId,
  isOn,
  wasOn,
  above,
  onChange,
}: {
  chainId: string
  isOn: boolean
  wasOn: boolean
  above: string | undefined
  onChange: (isOn: boolean) => void
}) {
  const { advancedSettings, locations } = useMessages()
  const words = advancedSettings.mandatoryAuthentication
  return (
    <>
      <Switch
        label={words.label}
        description={
          <SettingHint
            name="mandatoryAuthentication"
            hint={above ? locations.settings.onAbove(above) : words.hint}
          />
        }
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
        disabled={above !== undefined}
      />
      {isOn && !wasOn && <Readiness chainId={chainId} />}
      {!isOn && wasOn && (
        <div>
          <Text size="sm" mb="xs">
            {locations.passwordLinks.withoutPassword}
          </Text>
          <PasswordLinks chainId={chainId} />
        </div>
      )}
    </>
  )
}

/**
 * What Microsoft says about the typed text, as soon as the person stops typing (R4). Asks nothing about an empty text.
 */
function useTenantAnswer(chainId: string, text: string): { sentence: string; wrong: string | undefined } {
  const messages = useMessages().locations
  const [settled] = useDebouncedValue(text, 400)
  const { data, error } = useQuery({ ...tenantQuery(chainId, settled), enabled: settled !== '' })
  if (text === '') return { sentence: '', wrong: undefined }
  if (settled !== text || (!data && !error))
    return { sentence: messages.settings.lookingUp, wrong: undefined }
  if (data?.verified) return { sentence: messages.settings.found(data.tenantId), wrong: undefined }
  if (data) return { sentence: messages.settings.foundUnverified, wrong: undefined }
  const reason = error instanceof RefusedRequest ? error.errors.azureTenantId : undefined
  return { sentence: '', wrong: reason ?? messages.problems.other }
}

function Status({ advanced: { tenant } }: { advanced: Advanced }) {
  const { settings } = useMessages().locations
  const time = useTime('sentence')
  if (tenant.status === 'confirmed' && tenant.confirmedAt)
    return settings.confirmedAt(time(tenant.confirmedAt))
  return settings.status[tenant.status]
}

function SignInAddress({ address }: { address: string }) {
  const messages = useMessages().locations.settings
  return <CopyField label={messages.address} description={messages.addressHint} value={address} />
}
