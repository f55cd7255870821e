import { createTheme } from '@mantine/core'

/** Shade 8 of blue, because white letters on lighter shades do not have the contrast of WCAG 1.4.3. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: 8,
  respectReducedMotion: true,
  // Capitals shout, and are harder to read.
  components: { Badge: { defaultProps: { tt: 'none' } } },
})
