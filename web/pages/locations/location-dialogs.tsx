import { Button, Group, Select, Stack } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { useDraft } from '../../components/draft.ts'
import { useSay } from '../../components/said.tsx'
import { useMessages } from '../../language.ts'
import { useChange } from './change.tsx'
import { fieldsOf, type LocationFields, LocationForm } from './location-form.tsx'
import { listKey, treeQuery } from './locations.queries.ts'
import { listTargets, type Node, pathOf, type Tree } from './tree.ts'

export function AddDialog({
  parent,
  onClose,
  onAdded,
}: {
  parent: Node
  onClose: () => void
  onAdded: (id: string) => void
}) {
  const messages = useMessages().locations
  const { say, sayOnNextPage } = useSay()
  const draft = useDraft(fieldsOf(undefined), '')
  const isOneOfMany = useRef(false)
  const change = useChange(
    (fields: LocationFields) =>
      parseResponse(api.locations.$post({ json: { ...fields, parentId: parent.id } })),
    ({ id, name }) => {
      if (isOneOfMany.current) {
        // The next one is often of the same kind, in the same place.
        const { type, country, region } = draft.values
        draft.clear()
        draft.set({ type, country, region })
        say(messages.added(name))
        document.querySelector<HTMLInputElement>('[role=dialog] input[name=name]')?.focus()
        return
      }
      onClose()
      sayOnNextPage(messages.added(name))
      onAdded(id)
    },
  )
  return (
    <Dialog title={messages.addUnder(parent.name)} onClose={onClose}>
      <LocationForm
        section="general"
        draft={draft}
        parentType={parent.type}
        change={change}
        submit={messages.add}
        onSubmit={() => change.carryOut(draft.values)}
        onPress={(again) => {
          isOneOfMany.current = again
        }}
        another={messages.addAnother}
      >
        <Button variant="default" onClick={onClose}>
          {messages.cancel}
        </Button>
      </LocationForm>
    </Dialog>
  )
}

/** Where to move it and then, before anything is done, what that changes for whom. */
export function MoveDialog({ node, tree, onClose }: { node: Node; tree: Tree; onClose: () => void }) {
  const messages = useMessages().locations
  const { say } = useSay()
  const [parentId, setParentId] = useState<string | null>(null)
  const change = useChange(
    (to: string, confirm) =>
      parseResponse(api.locations[':id'].$patch({ param: { id: node.id }, json: { parentId: to, confirm } })),
    () => {
      onClose()
      say(messages.moved(node.name))
    },
    { question: (to) => messages.questions.move(node.name, tree.byId.get(to)?.name ?? '') },
  )
  const targets = listTargets(tree, node).map((target) => ({
    value: target.id,
    label: pathOf(tree, target.id)
      .reverse()
      .map(({ name }) => name)
      .join(' › '),
  }))
  return (
    <Dialog title={messages.moveTitle(node.name)} onClose={onClose}>
      <Stack>
        <Select
          label={messages.moveTo}
          description={messages.moveHint}
          data={targets}
          limit={50}
          comboboxProps={{ withinPortal: false }}
          searchable
          value={parentId}
          onChange={setParentId}
          nothingFoundMessage={messages.noMatch}
        />
        {change.outcome}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {messages.cancel}
          </Button>
          <Button
            disabled={!parentId}
            loading={change.isBusy}
            onClick={() => parentId && change.carryOut(parentId)}
          >
            {messages.move}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

/** What follows from a branch that was put down on another parent: asked first, as if it had been chosen in the dialog. */
export function DroppedMove({
  node,
  parentId,
  tree,
  isOpen,
  onClose,
  onMoved,
}: {
  node: Node
  parentId: string
  tree: Tree
  /** Whether the page shows it already. */
  isOpen: boolean
  onClose: () => void
  onMoved: () => void
}) {
  const messages = useMessages().locations
  const { sayOnNextPage, say } = useSay()
  const isAsked = useRef(false)
  const change = useChange(
    (to: string, confirm) =>
      parseResponse(api.locations[':id'].$patch({ param: { id: node.id }, json: { parentId: to, confirm } })),
    () => {
      onClose()
      if (isOpen) say(messages.moved(node.name))
      else {
        sayOnNextPage(messages.moved(node.name))
        onMoved()
      }
    },
    {
      question: (to) => messages.questions.move(node.name, tree.byId.get(to)?.name ?? ''),
      onCancel: onClose,
    },
  )
  useEffect(() => {
    if (isAsked.current) return
    isAsked.current = true
    change.carryOut(parentId)
  })
  if (!change.isRefused) return change.outcome
  return (
    <Dialog title={messages.moveTitle(node.name)} onClose={onClose}>
      {change.outcome}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {messages.cancel}
        </Button>
      </Group>
    </Dialog>
  )
}

export function RemoveDialog({
  node,
  onClose,
  onRemoved,
}: {
  node: Node
  onClose: () => void
  onRemoved: () => void
}) {
  const messages = useMessages().locations
  const { sayOnNextPage } = useSay()
  const change = useChange(
    (id: string) => api.locations[':id'].$delete({ param: { id } }),
    () => {
      onClose()
      sayOnNextPage(messages.removed(node.name))
      onRemoved()
    },
    // Not the location itself, which no longer exists.
    { stale: [treeQuery.queryKey, listKey] },
  )
  return (
    <ConfirmDialog
      title={messages.removeTitle(node.name)}
      hint={messages.removeHint}
      answer={messages.remove}
      isBusy={change.isBusy}
      onConfirm={() => change.carryOut(node.id)}
      onClose={onClose}
    >
      {change.outcome}
    </ConfirmDialog>
  )
}
