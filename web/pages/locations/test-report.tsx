import { Button, DataList, Stack, Table, Text, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { CheckName } from '#shared/checks.ts'
import { isRefusal } from '#shared/refusals.ts'
import { WideTable } from '../../components/columns.tsx'
import { Notice } from '../../components/notice.tsx'
import classes from '../../components/table.module.css'
import { useMessages } from '../../language.ts'
import type { TestReport as Report } from './setup.queries.ts'

/** What a test of the connection found: the verdict, the one thing to change, and every check. */
export function TestReport({
  report,
  onUseTenant,
}: {
  report: Report
  onUseTenant: ((tenantId: string) => void) | undefined
}) {
  const messages = useMessages()
  const texts = messages.setup.test
  const heading = useRef<HTMLHeadingElement>(null)
  // The window that the person used has closed, and the result is here.
  useEffect(() => heading.current?.focus(), [])
  const { state, connected, code, checks, remedy, tenantId, azureTenantId, loginId, user } = report
  const tone = state === 'passed' ? 'good' : connected ? 'mind' : 'bad'
  const title = state === 'passed' ? texts.passed : connected ? texts.connected : texts.failed
  return (
    <Stack gap="sm" w="100%">
      <Notice tone={tone}>
        <Title order={4} size="h5" ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {state === 'passed' && loginId && user && (
          <Text size="sm">{texts.passedText(loginId, user.username)}</Text>
        )}
        {code !== null && isRefusal(code) && (
          <Text size="sm">{messages.refusalWords[code].manager.cause}</Text>
        )}
        {remedy && (
          <Text size="sm" mt="xs">
            <strong>{texts.change + messages.colon}</strong> {remedy.text}
          </Text>
        )}
        {code === 'tenant_mismatch' && <Text size="sm">{texts.guest}</Text>}
        {code === 'tenant_mismatch' && onUseTenant && tenantId && (
          <Button variant="default" size="xs" mt="xs" onClick={() => onUseTenant(tenantId)}>
            {texts.useTenant}
          </Button>
        )}
      </Notice>

      <DataList labelWidth="11rem" size="sm">
        <Fact label={texts.tested} value={azureTenantId} />
        <Fact label={texts.reference} value={report.reference} />
        <Fact label={texts.correlationId} value={report.microsoft?.correlationId} />
      </DataList>

      {checks.length > 0 && (
        <WideTable>
          <Table className={classes.table} aria-label={texts.checks} fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{texts.check}</Table.Th>
                <Table.Th scope="col">{texts.result}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {checks.map((check) => (
                <Check key={check.name} {...check} />
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
    </Stack>
  )
}

const ownRules: readonly CheckName[] = ['user', 'chain_tenant', 'link', 'address']

/** What was expected and what came, where it helps: if they differ, and for this customer's own rules. */
function Check({ name, passed, expected, seen }: Report['checks'][number]) {
  const { explain, setup } = useMessages()
  const isTold = !passed || ownRules.includes(name)
  const values = [
    [explain.expected, isTold ? expected : null],
    [explain.seen, isTold ? seen : null],
  ]
  return (
    <Table.Tr>
      <Table.Td>
        {explain.checks[name]}
        {values.map(
          ([label, value]) =>
            value && (
              <Text key={label} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {label}: {value}
              </Text>
            ),
        )}
      </Table.Td>
      <Table.Td fw={passed ? undefined : 700} data-label={setup.test.result}>
        {passed ? '✓' : '✗'} {passed ? explain.passed : explain.failed}
      </Table.Td>
    </Table.Tr>
  )
}

function Fact({ label, value }: { label: string; value: string | null | undefined }) {
  if (!value) return null
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
    </DataList.Item>
  )
}
