import { createTheme } from '@mantine/core'

/** Shade 8 of blue: the lighter ones do not carry white letters with the contrast of WCAG 1.4.3. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: 8,
  respectReducedMotion: true,
})
