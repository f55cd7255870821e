import { Progress, Text, VisuallyHidden } from '@mantine/core'
import { useMessages } from '../../language.ts'
import classes from './many.module.css'

/** How far it has come: a bar, and the figures. */
export function ManyProgress({ label, done, total }: { label: string; done: number; total: number }) {
  const say = useMessages().manyUsers.progress
  const figures = say(done, total)
  // Every tenth of it, or a screen reader would say nothing else.
  const tenth = total === 0 ? 0 : Math.floor((10 * done) / total)
  const said = tenth === 0 ? label : `${label}: ${say(Math.ceil((tenth * total) / 10), total)}`
  return (
    <div className={classes.progress}>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
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
