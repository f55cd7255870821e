import { Stack, Table, Text, VisuallyHidden } from '@mantine/core'
import { compare } from '../../components/compare.ts'
import { Compared } from '../../components/compared.tsx'
import tableClasses from '../../components/table.module.css'
import { useMessages } from '../../language.ts'
import classes from './sign-ins.module.css'
import type { SignIn } from './sign-ins.queries.ts'

type Check = SignIn['checks'][number]

/** What failed is shown at once, and every check that was made, in order, on request. */
export function Checks({ checks }: { checks: readonly Check[] }) {
  const words = useMessages().signIns.detail
  if (checks.length === 0) return <Text>{words.noChecks}</Text>
  const failed = checks.filter(({ passed }) => !passed)
  return (
    <Stack gap="sm">
      {failed.length > 0 && <CheckTable checks={failed} name={words.failedChecks} />}
      <details>
        <summary className={classes.all}>{words.allChecks(checks.length, failed.length)}</summary>
        <CheckTable checks={checks} name={words.checks} />
      </details>
    </Stack>
  )
}

/** Checks with what was expected next to what came. */
function CheckTable({ checks, name }: { checks: readonly Check[]; name: string }) {
  const { explain, signIns } = useMessages()
  const words = signIns.detail
  return (
    <Table className={`${tableClasses.table} ${classes.checks}`} aria-label={name} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{words.check}</Table.Th>
          <Table.Th scope="col" w="7rem">
            {words.result}
          </Table.Th>
          <Table.Th scope="col">{explain.expected}</Table.Th>
          <Table.Th scope="col">{explain.seen}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {checks.map((check) => (
          <CheckRow key={check.name} check={check} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function CheckRow({ check }: { check: Check }) {
  const { explain, signIns } = useMessages()
  const { name, passed } = check
  const { values } = signIns
  const inWords = (value: string | null) =>
    value !== null && Object.hasOwn(values, value) ? (values[value] ?? value) : value
  const [expected, seen] = [inWords(check.expected), inWords(check.seen)]
  const isCompared = !passed && expected !== null && seen !== null
  const pieces = isCompared ? compare(expected, seen) : undefined
  return (
    <Table.Tr data-failed={!passed || undefined}>
      <Table.Td data-label={signIns.detail.check}>{explain.checks[name]}</Table.Td>
      <Table.Td data-label={signIns.detail.result}>
        <span aria-hidden="true">{passed ? '✓ ' : '✗ '}</span>
        {passed ? explain.passed : <strong>{explain.failed}</strong>}
      </Table.Td>
      <Table.Td data-label={explain.expected}>
        {pieces ? <Compared pieces={pieces.one} /> : expected}
      </Table.Td>
      <Table.Td data-label={explain.seen}>
        {pieces ? <Compared pieces={pieces.other} /> : seen}
        {pieces && <VisuallyHidden> {signIns.detail.differs}</VisuallyHidden>}
      </Table.Td>
    </Table.Tr>
  )
}
