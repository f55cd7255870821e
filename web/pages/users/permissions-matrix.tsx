import { Table, Title } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { roles } from '#shared/roles.ts'
import { useMessages } from '../../language.ts'
import { matrixQuery } from './users.queries.ts'

/** Which role may do what: the server's own rules, so that what people read here is true. */
export function PermissionsMatrix() {
  const messages = useMessages()
  const { form, rights } = messages.users
  const { data: matrix } = useSuspenseQuery(matrixQuery)
  const all = [...new Set(roles.flatMap((role) => matrix[role] ?? []))]
  return (
    <div>
      <Title order={2} size="h5" mb="xs" id="matrix">
        {form.matrix}
      </Title>
      {/* What scrolls must be reached by the keyboard. */}
      <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} role="region" aria-labelledby="matrix">
        <Table withTableBorder aria-labelledby="matrix">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{form.right}</Table.Th>
              {roles.map((role) => (
                <Table.Th key={role} scope="col">
                  {messages.roles[role]}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {all.map((right) => (
              <Table.Tr key={right}>
                <Table.Th scope="row">{rights[right as keyof typeof rights] ?? right}</Table.Th>
                {roles.map((role) => {
                  const isAllowed = matrix[role]?.includes(right)
                  return (
                    <Table.Td key={role}>
                      <span role="img" aria-label={isAllowed ? form.allowed : form.notAllowed}>
                        {isAllowed ? '✓' : '–'}
                      </span>
                    </Table.Td>
                  )
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  )
}
