import { Box, Group, Paper, Text, Title } from '@mantine/core'
import { TextLink } from '../../components/text-link.tsx'
import { useFirstMessages } from '../../language.ts'
import { Cause } from '../sign-ins/cause.tsx'
import { Who } from '../sign-ins/who.tsx'
import classes from './home.module.css'
import type { Home } from './home.queries.ts'

/** For managers of users: the people asking for help with signing in (R17). Empty while no one does. */
export function HelpRequests({ asked: { total, items } }: { asked: NonNullable<Home['helpRequests']> }) {
  const words = useFirstMessages().signIns.helpRequests
  if (total === 0) return null
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="help-requests">
      <Title order={2} size="h4" mb="xs" id="help-requests">
        {words.title(total)}
      </Title>
      <Box component="ul" mb="md" className={classes.lines}>
        {items.map((item) => (
          <li key={item.reference}>
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
          </li>
        ))}
      </Box>
      <TextLink to="/administration/sign-ins" search={{ asked: true }} underline="always">
        {words.showAll}
      </TextLink>
    </Paper>
  )
}
