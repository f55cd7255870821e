import { useDocumentTitle } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ButtonLink } from '../../components/button-link.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
import { LocationDetails } from './location-details.tsx'
import { DroppedMove } from './location-dialogs.tsx'
import { LocationList } from './location-list.tsx'
import { LocationTree } from './location-tree.tsx'
import classes from './locations.module.css'
import { treeQuery } from './locations.queries.ts'
import { mayAddLocations, type Node } from './tree.ts'

/** Administration > Manage Locations: the tree on the left; on the right, what is open in it, or the list of all. */
export function LocationsPage() {
  const messages = useMessages()
  const { data: tree } = useSuspenseQuery(treeQuery)
  const { location, section, tenant, sort } = useSearch({ from: '/administration/locations' })
  const navigate = useNavigate({ from: '/administration/locations' })
  const [dropped, setDropped] = useState<{ moved: Node; parentId: string }>()
  const node = tree.byId.get(location ?? '')
  const open = (id: string) =>
    void navigate({ search: (before) => ({ ...(before.sort && { sort: before.sort }), location: id }) })
  useDocumentTitle(`${node ? `${node.name} · ` : ''}${messages.locations.title} · ${messages.product}`)
  return (
    <>
      <PageHead
        title={messages.locations.title}
        actions={
          mayAddLocations(tree) && (
            <ButtonLink to="/administration/locations/import" search={{}} variant="default">
              {messages.locationImport.open}
            </ButtonLink>
          )
        }
      />
      <div className={classes.page} data-open={node !== undefined}>
        <div className={classes.tree}>
          <LocationTree
            tree={tree}
            selected={node?.id}
            onSelect={open}
            onMove={(moved, parentId) => setDropped({ moved, parentId })}
          />
        </div>
        <div className={classes.details}>
          {node ? (
            <>
              <TextLink to="/administration/locations" search={{ ...(sort && { sort }) }} size="sm">
                {messages.locations.all}
              </TextLink>
              <LocationDetails
                key={`${node.id} ${tenant}`}
                section={section}
                proposedTenant={tenant}
                node={node}
                tree={tree}
                onOpen={open}
              />
            </>
          ) : (
            <LocationList
              sort={sort ?? 'name'}
              mayAdd={mayAddLocations(tree)}
              onSort={(next) => void navigate({ search: { sort: next }, replace: true })}
            />
          )}
        </div>
      </div>
      {dropped && (
        <DroppedMove
          node={dropped.moved}
          parentId={dropped.parentId}
          tree={tree}
          isOpen={dropped.moved.id === node?.id}
          onClose={() => setDropped(undefined)}
          onMoved={() => open(dropped.moved.id)}
        />
      )}
    </>
  )
}
