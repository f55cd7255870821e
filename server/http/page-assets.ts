import { consentKitAssets } from '#server/connection/consent-kit.page.ts'
import { markDeviceScript } from '#server/devices/mark-device.page.ts'
import { helpAssets } from '#server/help/pages/frame.ts'
import { pictureAssets } from '#server/help/pictures.ts'
import { pageStyle } from '#server/pages/layout.ts'
import { signInAssets } from '#server/sign-in/pages/assets.ts'
import { apiDocsStyle } from './api-docs.ts'

/** The style sheets and scripts of all pages outside the console. */
export const pageAssets = [
  pageStyle,
  ...Object.values(signInAssets),
  ...Object.values(helpAssets),
  ...pictureAssets,
  ...Object.values(consentKitAssets),
  markDeviceScript,
  apiDocsStyle,
]
