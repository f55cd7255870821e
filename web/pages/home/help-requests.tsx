import { Anchor, Group, List, Paper, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { createLink } from '@tanstack/react-router'
import { useMessages } from '../../language.ts'
import { Cause } from '../sign-ins/cause.tsx'
import { signInsQuery } from '../sign-ins/sign-ins.queries.ts'
import { Who } from '../sign-ins/who.tsx'

const TextLink = createLink(Anchor<'a'>)

const shown = 3

/** For managers of users: the people asking for help with signing in (R17). Empty while no one does. */
export function HelpRequests() {
  const words = useMessages().signIns.helpRequests
  // The page is complete without it, so a failure to load it is not shown.
  const { data } = useQuery({ ...signInsQuery({ asked: true }), refetchInterval: 60_000 })
  if (!data || data.total === 0) return null
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="help-requests">
      <Title order={2} size="h4" mb="xs" id="help-requests">
        {words.title(data.total)}
      </Title>
      <List mb="md" listStyleType="none">
        {data.items.slice(0, shown).map((item) => (
          <List.Item key={item.reference}>
            <Group gap="xs">
              <TextLink
                to="/administration/sign-ins"
                search={{ asked: true, reference: item.reference }}
                underline="always"
              >
                <Who item={item} />
              </TextLink>
              <Text span>
                <Cause item={item} />
              </Text>
            </Group>
          </List.Item>
        ))}
      </List>
      <TextLink to="/administration/sign-ins" search={{ asked: true }} underline="always">
        {words.showAll}
      </TextLink>
    </Paper>
  )
}
