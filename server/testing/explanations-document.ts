import { messages } from '#shared/messages/messages.ts'
import { misconfigurations } from './misconfigurations.ts'

const { actions } = messages.en.explain

/** `docs/explanations.md`: what can be wrong, and what "Why can't this person sign in?" says of it. */
export function explanationsDocument(): string {
  const areas = [...new Set(misconfigurations.map(({ area }) => area))]
  const tables = areas.map((area) => {
    const rows = misconfigurations
      .filter((one) => one.area === area)
      .map(({ what, tried, cause, action }) =>
        [what, tried, cause ? `\`${cause}\`` : '—', action ? `${actions[action]} (\`${action}\`)` : '—'].join(
          ' | ',
        ),
      )
    return [
      `## ${area}`,
      '',
      '| what is wrong | tried | cause | the one thing to do |',
      '|---|---|---|---|',
      ...rows.map((row) => `| ${row} |`),
      '',
    ].join('\n')
  })
  return [
    '# What the explanation says',
    '',
    '“Why can’t this person sign in?” (`GET /users/{id}/explain`, `tmas explain`, and on every user’s page) holds all that is known of a',
    'person against every rule, in order, and names one cause and one remedy. An account that came before is judged by today’s settings,',
    'so what was repaired since then counts as repaired; for who has never tried, the address and the settings are held against what',
    'Microsoft says of them.',
    '',
    `Each of these ${misconfigurations.length} rows is set up on a real database and played with the emulator by`,
    '[misconfigurations.test.ts](../server/explanations/misconfigurations.test.ts); this page is written from the same list',
    '(`node scripts/write-explanations.ts`). “—” as a cause: nothing in TMAS stops the person.',
    '',
    ...tables,
  ].join('\n')
}
