import { type Asset, readAsset } from '#server/pages/assets.ts'
import { type Language, languageCodes } from '#shared/languages.ts'

/** The console's pages that the help shows. `npm run pictures` takes them, in each language and in both colours. */
export const pictureNames = ['sign-in', 'advanced', 'locations', 'user', 'sign-ins'] as const

export type PictureName = (typeof pictureNames)[number]

export const colors = ['light', 'dark'] as const

type Picture = Record<(typeof colors)[number], Asset>

/** In pixels of the page, which every picture has the same of. */
export const pictureSize = { width: 1024, height: 640 }

export function fileOfPicture(name: string, language: Language, color: (typeof colors)[number]): string {
  return `${name}.${language}.${color}.webp`
}

const pictures = new Map(
  pictureNames.flatMap((name) =>
    languageCodes.map((language): [string, Picture] => {
      const read = (color: (typeof colors)[number]) =>
        readAsset(`./assets/pictures/${fileOfPicture(name, language, color)}`, import.meta.url)
      return [`${name} ${language}`, { light: read('light'), dark: read('dark') }]
    }),
  ),
)

/** A picture in the reader's language. */
export function pictureOf(name: PictureName, language: Language): Picture {
  const picture = pictures.get(`${name} ${language}`)
  if (!picture) throw new Error(`every language has the picture ${name}`)
  return picture
}

export const pictureAssets: readonly Asset[] = [...pictures.values()].flatMap(({ light, dark }) => [
  light,
  dark,
])
