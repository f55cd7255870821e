import { Badge, Button, Group, Stack, Tabs, Text, Title } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import { can } from '#shared/permissions.ts'
import { api, basedOn } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { differing, useDraft } from '../../components/draft.ts'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import { AdvancedSection } from './advanced-section.tsx'
import { type Change, useChange } from './change.tsx'
import { ConsentKitPanel, consentKitHash } from './consent-kit.tsx'
import { AddDialog, MoveDialog, RemoveDialog } from './location-dialogs.tsx'
import { fieldsOf, type LocationFields, LocationForm } from './location-form.tsx'
import { LocationChangedMeanwhile } from './location-meanwhile.tsx'
import { locationQuery } from './locations.queries.ts'
import { type LocationsSearch, type Section as SectionName, sections } from './locations-search.ts'
import { mayDo, type Node, pathOf, type Tree } from './tree.ts'

type Dialog = 'add' | 'move' | 'remove'

/** One location: what is known about it in sections, and what can be done with it. */
export function LocationDetails({
  node,
  section,
  proposedTenant,
  tree,
  onOpen,
}: {
  node: Node
  section: LocationsSearch['section']
  /** A tenant ID that is proposed because of a failed sign-in. Only the reader can save it. */
  proposedTenant: string | undefined
  tree: Tree
  onOpen: (id: string) => void
}) {
  const { locations: messages } = useMessages()
  const { data: location } = useSuspenseQuery(locationQuery(node.id))
  const [dialog, setDialog] = useState<Dialog>()
  const navigate = useNavigate({ from: '/administration/locations' })
  const mayChange = mayDo(tree, 'location.change', node.id)
  const isChain = node.type === 'chain'
  const maySet = isChain && mayDo(tree, 'settings.change', node.id)
  const maySendKit = isChain && mayDo(tree, 'consent-kit.send', node.id)
  const leadsToKit = useLocation({ select: ({ hash }) => hash === consentKitHash }) && maySendKit
  const hasAdvanced = maySet || maySendKit
  const place = pathOf(tree, node.id).map(({ id }) => id)
  const maySeeUsers = can(useSession().memberships, 'user.read', place)
  const asked = leadsToKit ? 'advanced' : (section ?? 'general')
  const shown = asked === 'advanced' && !hasAdvanced ? 'general' : asked
  const showSection = (chosen: SectionName = 'general') =>
    void navigate({
      search: ({ section: _, ...before }) => ({
        ...before,
        ...(chosen !== 'general' && { section: chosen }),
      }),
      replace: true,
    })
  const [, ...above] = pathOf(tree, node.id)
  const [parent] = above
  const close = () => setDialog(undefined)
  return (
    <Stack gap="md" mt="xs">
      <Heading name={location.name} type={location.type} above={above} />
      <Actions node={node} mayChange={mayChange} maySeeUsers={maySeeUsers} onChoose={setDialog} />

      <Tabs
        value={shown}
        onChange={(value) => showSection(sections.find((one) => one === value))}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="general">{messages.general}</Tabs.Tab>
          <Tabs.Tab value="contact">{messages.contact}</Tabs.Tab>
          {hasAdvanced && <Tabs.Tab value="advanced">{messages.advanced}</Tabs.Tab>}
        </Tabs.List>
        {(['general', 'contact'] as const).map((section) => (
          <Tabs.Panel key={section} value={section}>
            <Section
              key={node.id}
              section={section}
              id={node.id}
              parentType={parent?.type}
              isReadOnly={!mayChange}
              nameOf={(id) => tree.byId.get(id)?.name}
            />
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="advanced">
          {maySet && <AdvancedSection chain={node} tree={tree} proposed={proposedTenant} />}
          {maySendKit && <ConsentKitPanel chainId={node.id} />}
        </Tabs.Panel>
      </Tabs>

      {dialog === 'add' && <AddDialog parent={node} onClose={close} onAdded={onOpen} />}
      {dialog === 'move' && <MoveDialog node={node} tree={tree} onClose={close} />}
      {dialog === 'remove' && (
        <RemoveDialog
          node={node}
          onClose={close}
          onRemoved={() => void navigate({ search: parent ? { location: parent.id } : {} })}
        />
      )}
    </Stack>
  )
}

/** The name of a location, under the path that leads to it, the nearest first in `above`. */
function Heading({ name, type, above }: { name: string; type: Node['type']; above: readonly Node[] }) {
  const { locations: messages, locationTypes } = useMessages()
  return (
    <div>
      {above.length > 0 && (
        <Text size="sm" c="dimmed" component="nav" aria-label={messages.path}>
          {above.toReversed().map(({ id, name: place }, index) => (
            <Fragment key={id}>
              {index > 0 && ' › '}
              <TextLink
                from="/administration/locations"
                to="/administration/locations"
                search={(before) => ({ ...(before.sort && { sort: before.sort }), location: id })}
              >
                {place}
              </TextLink>
            </Fragment>
          ))}
        </Text>
      )}
      <Group gap="sm">
        <Title order={2} size="h3">
          {name}
        </Title>
        <Badge variant="default">{locationTypes[type]}</Badge>
      </Group>
    </div>
  )
}

function Actions({
  node,
  mayChange,
  maySeeUsers,
  onChoose,
}: {
  node: Node
  mayChange: boolean
  maySeeUsers: boolean
  onChoose: (dialog: Dialog) => void
}) {
  const { locations: messages, locationImport } = useMessages()
  if (!mayChange && !maySeeUsers) return null
  return (
    <Group gap="xs">
      {mayChange && node.type !== 'store' && (
        <>
          <Button variant="default" onClick={() => onChoose('add')}>
            {messages.add}
          </Button>
          <ButtonLink to="/administration/locations/import" search={{ under: node.id }} variant="default">
            {locationImport.openHere}
          </ButtonLink>
        </>
      )}
      {mayChange && node.parentId !== null && (
        <>
          <Button variant="default" onClick={() => onChoose('move')}>
            {messages.move}
          </Button>
          <Button variant="default" onClick={() => onChoose('remove')}>
            {messages.remove}
          </Button>
        </>
      )}
      {maySeeUsers && (
        <ButtonLink
          to="/administration/users"
          search={{ location: node.id, ...(node.type !== 'store' && { includeBelow: true }) }}
          variant="default"
        >
          {messages.users}
        </ButtonLink>
      )}
    </Group>
  )
}

function Section({
  section,
  id,
  parentType,
  isReadOnly,
  nameOf,
}: {
  section: 'general' | 'contact'
  id: string
  parentType: Node['type'] | undefined
  isReadOnly: boolean
  /** The name of a location, to say where it was moved. */
  nameOf: (id: string) => string | undefined
}) {
  const { data: location } = useSuspenseQuery(locationQuery(id))
  const draft = useDraft(fieldsOf(location), location.version)
  const change: Change<LocationChange> = useChange(
    ({ json, version }: LocationChange, confirm) =>
      parseResponse(
        api.locations[':id'].$patch({ param: { id }, json: { ...json, confirm } }, basedOn(version)),
      ),
    draft.clear,
    {
      meanwhile: ({ theirs, version }, close) => (
        <LocationChangedMeanwhile
          opened={draft.opened.fields}
          mine={draft.values}
          theirs={theirs}
          nameOf={nameOf}
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
    <LocationForm
      section={section}
      draft={draft}
      location={location}
      parentType={parentType}
      isReadOnly={isReadOnly}
      change={change}
      submit={useMessages().locations.save}
      onSubmit={() => change.carryOut({ json: draft.changed, version: draft.opened.version })}
    />
  )
}

type LocationChange = { json: Partial<LocationFields>; version: string }
