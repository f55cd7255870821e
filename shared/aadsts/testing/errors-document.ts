import type { WhoMustAct } from '../../refusals.ts'
import { catalogue, type Numbers } from '../catalogue.ts'
import { numbersOf } from '../codes.ts'
import { type AadstsMeaning, aadstsMeanings } from '../meanings.ts'
import { texts } from '../texts.en.ts'

const actors: Record<WhoMustAct, string> = {
  person: 'person',
  manager: 'manager',
  it: 'IT',
  operator: 'operator',
}

/** `docs/microsoft-errors.md`: what TMAS knows of Microsoft's error numbers. */
export function errorsDocument(): string {
  const meanings = Object.keys(aadstsMeanings) as AadstsMeaning[]
  const rows = meanings.map((meaning) => {
    const { who, refusal } = aadstsMeanings[meaning]
    const cells = [
      shown(catalogue[meaning]) || '—',
      texts[meaning].person,
      who === null ? 'no one' : actors[who],
      refusal === null ? '—' : `\`${refusal}\``,
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [
    "# Microsoft's error numbers",
    '',
    'An error of Microsoft Entra has a number, such as AADSTS50105. TMAS knows what these numbers mean for a sign-in and who',
    'has to act, and explains them at `/help/microsoft-error`, on the page of the person who was refused, and to managers.',
    '',
    ...figures(meanings.map((meaning) => catalogue[meaning])),
    '',
    'A number that is not here is `refused_by_microsoft`: it is shown as it is, with a link to Microsoft’s own explanation,',
    'and no reason is guessed. A row without a number is a page of Microsoft’s that has none, or a text that is no error.',
    '',
    'This page is written from [shared/aadsts/catalogue.ts](../shared/aadsts/catalogue.ts)',
    '(`node scripts/write-microsoft-errors.ts`). The sentence is what the person reads; what to do, and a paragraph for IT,',
    'are next to it in three languages.',
    '',
    '| AADSTS | what the person reads | who has to act | refusal |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

/** *Look-up page*, **neither**. */
function shown({ reference = [], lookUp = [], field = [] }: Numbers): string {
  return [...reference, ...lookUp.map((code) => `*${code}*`), ...field.map((code) => `**${code}**`)].join(
    ', ',
  )
}

function figures(all: readonly Numbers[]): string[] {
  const count = (numbers: (one: Numbers) => readonly number[] | undefined) =>
    all.reduce((sum, one) => sum + (numbers(one)?.length ?? 0), 0)
  return [
    `There are ${count(numbersOf)} numbers here:`,
    '',
    `- ${count(({ reference }) => reference)} of [Microsoft's reference page][reference], which is all of them`,
    `- ${count(({ lookUp }) => lookUp)} (*in italics*) of the look-up page \`https://login.microsoftonline.com/error?code=…\` alone`,
    `- ${count(({ field }) => field)} (**in bold**) of neither, known from answers and reports`,
    '',
    '[reference]: https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
  ]
}
