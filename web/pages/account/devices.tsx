import { Badge, Button, Checkbox, Paper, Stack, Table, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { deviceName } from '#shared/devices.ts'
import { api } from '../../api.ts'
import classes from '../../components/table.module.css'
import { useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { apiKeysKey, ownKeysQuery } from '../api-keys/api-keys.queries.ts'
import { devicesQuery } from './account.queries.ts'

/** The person's devices, with buttons to sign out each of the others, or all of them (R28). */
export function DevicesSection() {
  const words = useMessages()
  const messages = words.account
  const queryClient = useQueryClient()
  const { items } = useSuspenseQuery(devicesQuery).data
  const keys = useSuspenseQuery(ownKeysQuery).data.total
  const [revokesKeys, setRevokesKeys] = useState(true)
  const time = useTime()
  const signOut = useMutation({
    mutationFn: (id: string | 'others') =>
      id === 'others'
        ? api.sessions.$delete({ query: { apiKeys: revokesKeys ? 'revoke' : 'keep' } })
        : api.sessions[':id'].$delete({ param: { id } }),
    onSettled: async () => {
      await queryClient.invalidateQueries(devicesQuery)
      await queryClient.invalidateQueries({ queryKey: apiKeysKey })
    },
  })
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="devices">
      <Stack gap="md" align="flex-start">
        <Title order={2} size="h4" id="devices">
          {messages.devices}
        </Title>
        <Text size="sm">{messages.devicesHint}</Text>
        <Table aria-labelledby="devices" className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{messages.device}</Table.Th>
              <Table.Th scope="col">{messages.address}</Table.Th>
              <Table.Th scope="col">{messages.signedInWith}</Table.Th>
              <Table.Th scope="col">{messages.lastUsed}</Table.Th>
              <Table.Th scope="col">{messages.signOut}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map(({ id, isThisOne, userAgent, ip, signedInWith, lastUsedAt }) => {
              const name = deviceName(userAgent) || messages.unknownDevice
              return (
                <Table.Tr key={id}>
                  <Table.Td data-label={messages.device}>{name}</Table.Td>
                  <Table.Td data-label={messages.address}>{ip}</Table.Td>
                  <Table.Td data-label={messages.signedInWith}>{words.home.doors[signedInWith]}</Table.Td>
                  <Table.Td data-label={messages.lastUsed}>{time(lastUsedAt)}</Table.Td>
                  <Table.Td>
                    {isThisOne ? (
                      <Badge variant="default">{messages.thisDevice}</Badge>
                    ) : (
                      <Button
                        variant="default"
                        size="xs"
                        aria-label={messages.signOutDevice(`${name}, ${ip}`)}
                        loading={signOut.isPending && signOut.variables === id}
                        onClick={() => signOut.mutate(id)}
                      >
                        {messages.signOut}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
        {keys > 0 && (
          <Checkbox
            label={words.apiKeys.own.alsoRevoke(keys)}
            checked={revokesKeys}
            onChange={(event) => setRevokesKeys(event.currentTarget.checked)}
          />
        )}
        {items.length + keys > 1 && (
          <Button
            variant="default"
            loading={signOut.isPending && signOut.variables === 'others'}
            onClick={() => signOut.mutate('others')}
          >
            {messages.signOutOthers}
          </Button>
        )}
        <Text role="status" size="sm">
          {signOut.isError && messages.notDone}
        </Text>
      </Stack>
    </Paper>
  )
}
