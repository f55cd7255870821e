import { Badge, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { parseResponse } from 'hono/client'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type SettingName, type SettingValues, settingNames } from '#shared/advanced-settings.ts'
import { api, RefusedRequest } from '../../api.ts'
import { CopyField } from '../../components/copy-field.tsx'
import { useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { ChainsBelow } from './chains-below.tsx'
import { type Change, useChange } from './change.tsx'
import { ConnectionTest } from './connection-test.tsx'
import { type Advanced, advancedQuery, tenantQuery } from './locations.queries.ts'
import { PasswordLinks } from './password-links.tsx'
import { Readiness } from './readiness.tsx'
import { Rehearsal } from './rehearsal.tsx'
import { SettingField } from './setting-field.tsx'
import { SetupGuide } from './setup-guide.tsx'
import type { Node, Tree } from './tree.ts'

/** Settings with a place of their own on the page. Every other one has a field in the form. */
const withOwnPlace: readonly SettingName[] = ['azureTenantId', 'mandatoryAuthentication', 'rehearsal']
const others = settingNames.filter((name) => !withOwnPlace.includes(name))

type SettingsChange = Partial<SettingValues>

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
  const { azureTenantId, mandatoryAuthentication, inheritedFrom, mandatoryFrom } = advanced
  const { aboveYou } = useMessages().locations.settings
  const nameOf = (id: string) => tree.byId.get(id)?.name ?? aboveYou
  const begun = [
    azureTenantId,
    mandatoryAuthentication,
    inheritedFrom,
    mandatoryFrom,
    ...others.map((name) => advanced[name]),
  ]
  const field = useRef<HTMLInputElement>(null)
  // Here and not in the form, which starts again once it is saved: its result still has to be shown then.
  const change = useChange(
    (json: SettingsChange, confirm) =>
      parseResponse(
        api.locations[':id'].advanced.$patch({ param: { id: chain.id }, json: { ...json, confirm } }),
      ),
    undefined,
    {
      remedy: ({ usersWithoutPassword = 0 }) =>
        usersWithoutPassword > 0 && <PasswordLinks chainId={chain.id} />,
      question: (json) => questions[whatChanges(advanced, json)](chain.name),
    },
  )
  return (
    <Stack maw="42rem">
      <SetupGuide chain={chain} tree={tree} onToField={() => field.current?.focus()} />
      <SettingsForm
        // The form starts again from what was saved, here or meanwhile by someone else.
        key={JSON.stringify(begun)}
        chain={chain}
        advanced={advanced}
        proposed={proposed}
        change={change}
        field={field}
        inheritedName={inheritedFrom === null ? undefined : nameOf(inheritedFrom)}
        mandatoryAbove={
          mandatoryFrom === null || mandatoryFrom === chain.id ? undefined : nameOf(mandatoryFrom)
        }
      />
      <Rehearsal chainId={chain.id} advanced={advanced} nameOf={nameOf} />
      <ChainsBelow chainId={chain.id} />
      <SignInAddress address={advanced.signInAddress} />
    </Stack>
  )
}

/** The one thing that a change asks for, so that the question can name it; `settings` where it is more than one. */
function whatChanges(now: Advanced, to: SettingsChange) {
  const tenant = to.azureTenantId !== undefined && to.azureTenantId !== now.azureTenantId
  const mandatory =
    to.mandatoryAuthentication !== undefined && to.mandatoryAuthentication !== now.mandatoryAuthentication
  if (tenant === mandatory) return 'settings'
  if (tenant) return to.azureTenantId === null ? 'removeTenant' : 'changeTenant'
  return to.mandatoryAuthentication ? 'mandatoryOn' : 'mandatoryOff'
}

function SettingsForm({
  chain,
  advanced,
  proposed,
  change,
  field,
  inheritedName,
  mandatoryAbove,
}: {
  chain: Node
  advanced: Advanced
  proposed: string | undefined
  change: Change<SettingsChange>
  field: RefObject<HTMLInputElement | null>
  /** The chain whose tenant ID it is, if it is inherited. */
  inheritedName: string | undefined
  /** The chain above where mandatory authentication is on, if it is: then it cannot be turned off here (R5). */
  mandatoryAbove: string | undefined
}) {
  const { advancedSettings: words, locations } = useMessages()
  const { settings: messages, passwordLinks, save, cancel } = locations
  const [text, setText] = useState(proposed ?? advanced.azureTenantId ?? '')
  const [isMandatory, setMandatory] = useState(advanced.mandatoryAuthentication)
  const [changed, setChanged] = useState<SettingsChange>({})
  const [setsOwn, setSetsOwn] = useState(advanced.inheritedFrom === null || proposed !== undefined)
  const isChanged = text.trim() !== (advanced.azureTenantId ?? '')
  const answer = useTenantAnswer(chain.id, isChanged ? text.trim() : '')
  const wrong = answer.wrong ?? change.errors.azureTenantId

  const saveButton = useRef<HTMLButtonElement>(null)
  // Once saved, the form starts again, and the button that was pressed is another one.
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
          change.carryOut({
            // Only what is new to this chain: Microsoft need not be asked again to change a switch.
            ...((isChanged || (setsOwn && inheritedName)) && { azureTenantId: text.trim() || null }),
            ...(isMandatory !== advanced.mandatoryAuthentication && { mandatoryAuthentication: isMandatory }),
            ...changed,
          })
        }}
      >
        <Stack>
          {!setsOwn && (
            <Group>
              <Badge variant="default">{messages.inheritedFrom(inheritedName ?? messages.aboveYou)}</Badge>
              <Button variant="default" size="xs" onClick={() => setSetsOwn(true)}>
                {messages.setItsOwn}
              </Button>
            </Group>
          )}
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
          <Text size="sm" role="status">
            {isChanged ? wrong ? '' : answer.sentence : <Status advanced={advanced} />}
          </Text>
          <Switch
            label={words.mandatoryAuthentication.label}
            description={
              mandatoryAbove ? messages.onAbove(mandatoryAbove) : words.mandatoryAuthentication.hint
            }
            checked={isMandatory}
            onChange={(event) => setMandatory(event.currentTarget.checked)}
            disabled={mandatoryAbove !== undefined}
          />
          {isMandatory && !advanced.mandatoryAuthentication && <Readiness chainId={chain.id} />}
          {!isMandatory && advanced.mandatoryAuthentication && (
            <div>
              <Text size="sm" mb="xs">
                {passwordLinks.withoutPassword}
              </Text>
              <PasswordLinks chainId={chain.id} />
            </div>
          )}
          {others.map((name) => (
            <SettingField
              key={name}
              name={name}
              value={{ ...advanced, ...changed }[name]}
              error={change.errors[name]}
              isDisabled={false}
              onChange={(value) => setChanged({ ...changed, [name]: value })}
            />
          ))}
          {change.outcome}
          <Group>
            <Button type="submit" loading={change.isBusy} ref={saveButton}>
              {save}
            </Button>
            {setsOwn && inheritedName && (
              <Button
                variant="default"
                onClick={() => {
                  setText(advanced.azureTenantId ?? '')
                  setSetsOwn(false)
                }}
              >
                {cancel}
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
