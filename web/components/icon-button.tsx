import { Button, type ButtonProps } from '@mantine/core'
import type { ComponentProps } from 'react'

/** A square button in the frame. Mantine's own for icons would bring its styles along, for two buttons of every page. */
export function IconButton(props: ButtonProps & ComponentProps<'button'>) {
  return <Button variant="default" w={36} px={0} {...props} />
}
