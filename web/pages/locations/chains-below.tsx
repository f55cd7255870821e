import { Paper, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { WideTable } from '../../components/columns.tsx'
import classes from '../../components/table.module.css'
import { useMessages } from '../../language.ts'
import { belowQuery } from './locations.queries.ts'

/** The chains below that have a tenant ID of their own or have turned mandatory authentication on (R5). */
export function ChainsBelow({ chainId }: { chainId: string }) {
  const { below } = useMessages().locations.settings
  const { data } = useQuery({ ...belowQuery(chainId), throwOnError: true })
  if (!data || data.total === 0) return null
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="chains-below">
      <Stack gap="sm">
        <Title order={3} size="h4" id="chains-below">
          {below.title}
        </Title>
        <Text size="sm">{below.hint}</Text>
        <WideTable>
          <Table className={classes.table} aria-labelledby="chains-below" fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{below.chain}</Table.Th>
                <Table.Th scope="col">{below.difference}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.items.map(({ locationId, name, azureTenantId, mandatoryAuthentication }) => (
                <Table.Tr key={locationId}>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td data-label={below.difference}>
                    {mandatoryAuthentication && <div>{below.ownMandatory}</div>}
                    {azureTenantId && <div>{below.ownTenant(azureTenantId)}</div>}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
        {data.total > data.items.length && (
          <Text size="sm">{below.more(data.total - data.items.length)}</Text>
        )}
      </Stack>
    </Paper>
  )
}
