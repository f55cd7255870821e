import { messages } from '#shared/messages/messages.ts'
import { misconfigurations } from './misconfigurations.ts'

const { actions } = messages.en.explain

/** `docs/explanations.md`: what can be wrong, and what “Why can't this person sign in?” says about it. */
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
    'TMAS can explain why a person cannot sign in. This page shows what it says, case by case.',
    '',
    'You find the explanation on every user’s page, with `GET /users/{id}/explain`, and with `tmas explain`. It checks',
    'everything known about a person against every rule, in order, and names one cause and one remedy. An account that was',
    'used before is checked against today’s settings, so what was repaired since then counts as repaired. For someone who',
    'has never tried, the address and the settings are compared with what Microsoft says about them.',
    '',
    'Anyone can type an address or a username. What was typed and never proved is no cause of someone who has signed in',
    'before: it is noted beside the explanation (`perhaps`), with what to ask and what would help if it was them. A browser',
    'in which they have signed in before is taken for theirs. Of someone who has never signed in, what is known leads; where',
    'nothing is, what was typed is taken for theirs, and the explanation says so (`sureness`: `typed`) and to ask them.',
    '',
    `Each of these ${misconfigurations.length} rows is set up on a real database and played with the emulator by`,
    '[misconfigurations.test.ts](../server/explanations/misconfigurations.test.ts). This page is written from the same list',
    '(`node scripts/write-explanations.ts`). A cause of “—” means that nothing in TMAS stops the person.',
    '',
    ...tables,
  ].join('\n')
}
