import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The rooms of the server, from the bottom up: each imports those before it, and none after. */
export const ladder = [
  'platform',
  'embedded-postgres',
  'migrations',
  'sheets',
  'policy',
  'entra',
  'audit',
  'mail',
  'pages',
  'sessions',
  'locations',
  'devices',
  'passwords',
  'second-factor',
  'users',
  'attempts',
  'connection',
  'sign-in',
  'records',
  'explanations',
  'help',
  'backups',
  'http',
]

const server = join(import.meta.dirname, '..')

/** A room by its main file, whose first comment says what the noun is, and what is not here. */
export type Room = { name: string; mainFile: string; is: string; isNot: string }

/**
 * The rooms in the order of the ladder.
 *
 * @throws {Error} for a room without exactly one main file.
 */
export function readRooms(): Room[] {
  return ladder.map((name) => {
    const mains = readdirSync(join(server, name))
      .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file))
      .flatMap((file) => openingOf(name, file) ?? [])
    const [main, ...others] = mains
    if (!main || others.length > 0)
      throw new Error(
        `server/${name} needs one main file whose first comment says what the room is, and then “Not here: …”; it has ${mains.length}`,
      )
    return main
  })
}

function openingOf(name: string, file: string): Room | undefined {
  const [, comment] = /^\/\*\*\n([\s\S]*?)\*\//.exec(readFileSync(join(server, name, file), 'utf8')) ?? []
  const paragraph = comment
    ?.replace(/^ \* ?/gm, '')
    .split(/\n\s*\n/)[0]
    ?.replaceAll('\n', ' ')
    .trim()
  const [, is, isNot] = /^(.+?[.:]) Not here: (.+)$/.exec(paragraph ?? '') ?? []
  return is && isNot ? { name, mainFile: `server/${name}/${file}`, is, isNot } : undefined
}
