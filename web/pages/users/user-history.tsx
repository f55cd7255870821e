import { Alert, Button, Group, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { deviceName } from '#shared/devices.ts'
import { Moment } from '../../components/moment.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
import { type HistoryItem, type HistoryKind, historyQuery } from './user-history.queries.ts'
import classes from './user-page.module.css'

const kinds = ['sign_in', 'session', 'change', 'mail'] as const satisfies readonly HistoryKind[]
const route = getRouteApi('/administration/users/$userId')

/** What happened to one person, in one time line of sentences, or one kind of it alone, which is in the address. */
export function UserHistory({ userId }: { userId: string }) {
  const all = useMessages()
  const words = all.users.page
  const { history: kind } = route.useSearch()
  const navigate = route.useNavigate()
  const show = (history: HistoryKind | undefined) => void navigate({ search: { history }, replace: true })
  const { data, isError, isFetchingNextPage, hasNextPage, fetchNextPage } = useInfiniteQuery(
    historyQuery(userId, kind),
  )
  const items = data?.pages.flatMap((page) => page.items)
  return (
    <section aria-labelledby="history" className={classes.card}>
      <Group justify="space-between" gap="xs" mb="sm">
        <Title order={2} size="h4" id="history">
          {words.history}
        </Title>
        <TextLink to="/administration/sign-ins" search={{ user: userId }} size="sm" underline="always">
          {words.allSignIns}
        </TextLink>
      </Group>
      <fieldset className={classes.kinds}>
        <legend className={classes.hidden}>{words.history}</legend>
        {[undefined, ...kinds].map((one) => (
          <Button
            key={one ?? 'all'}
            size="compact-sm"
            variant={kind === one ? 'filled' : 'default'}
            aria-pressed={kind === one}
            onClick={() => show(one)}
          >
            {words.kinds[one ?? 'all']}
          </Button>
        ))}
      </fieldset>
      {isError && <Alert color="red" role="alert" title={all.home.failed} />}
      {!items && !isError && <Text role="status">{all.home.loading}</Text>}
      {items?.length === 0 && <Text c="dimmed">{words.nothing}</Text>}
      {items && items.length > 0 && (
        <ol className={classes.line}>
          {items.map((item) => (
            <Entry key={item.id} item={item} />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button variant="default" size="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </section>
  )
}

/** Good, bad, or neither: the colour of the dot. The sentence says it in words. */
function toneOf({ outcome, delivery }: HistoryItem): 'good' | 'bad' | undefined {
  if (outcome === 'refused' || delivery === 'refused') return 'bad'
  return outcome === 'succeeded' || delivery === 'sent' ? 'good' : undefined
}

function Entry({ item }: { item: HistoryItem }) {
  const words = useMessages().users.page
  const from = [item.ip, item.userAgent && deviceName(item.userAgent)].filter(Boolean).join(', ')
  return (
    <li className={classes.entry} data-tone={toneOf(item)}>
      <div>
        {item.sentence}
        {item.error && <Text size="sm">{item.error}</Text>}
        <Text size="sm" c="dimmed">
          <Moment at={item.at} />
          {from && ` · ${from}`}
          {item.reference && (
            <>
              {' · '}
              <TextLink
                to="/administration/sign-ins"
                search={{ reference: item.reference }}
                underline="always"
                c="inherit"
                inherit
                aria-label={words.openSignIn(item.reference)}
              >
                {item.reference}
              </TextLink>
            </>
          )}
        </Text>
      </div>
    </li>
  )
}
