import { Progress, Text } from '@mantine/core'
import { useMessages } from '../../language.ts'
import classes from './many.module.css'

/** How far it has come: a bar, and the figures. */
export function ManyProgress({ label, done, total }: { label: string; done: number; total: number }) {
  const figures = useMessages().manyUsers.progress(done, total)
  return (
    <div className={classes.progress}>
      <Progress.Root size="lg">
        <Progress.Section
          value={total === 0 ? 0 : (100 * done) / total}
          // Its own would say percent, and to the last digit.
          withAria={false}
          role="progressbar"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={Math.max(total, 1)}
          aria-valuenow={done}
          aria-valuetext={figures}
        />
      </Progress.Root>
      {total > 0 && (
        <Text size="sm" className={classes.figures}>
          {figures}
        </Text>
      )}
    </div>
  )
}
