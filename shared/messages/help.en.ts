import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/** What stands around the help articles, which have their own words in `server/help/articles`. */
export const help = {
  title: 'Help',
  intro:
    'How to connect TMAS to Microsoft, how to give people access, and what to do when someone cannot sign in.',
  search: 'Search help',
  searchHint: 'Words, or a Microsoft error number such as AADSTS50105.',
  submit: 'Search',
  found: (n: number) => plural(n, { one: '1 passage found', other: `${number(n)} passages found` }),
  nothing: 'Nothing matches these words. Try fewer or other words.',
  articles: 'Articles',
  onThisPage: 'On this page',
  backToHelp: 'All help',
  goToTmas: 'Go to TMAS',
  pageSays: 'What the person reads',
  codes: 'Code in the records',
  whoMustAct: 'Who needs to act',
  noOne: 'No one',
  check: 'Check it on my chain',
  checkHint: 'For managers: opens the administration page that shows it.',
  play: 'Play this',
  playHint: 'Only in this demo: signs in as a person with this problem.',
  explainMore: 'Learn more',
  microsoftError: {
    title: 'Explain a Microsoft error',
    intro:
      'Many sign-ins end on a Microsoft page and never return to TMAS. Copy all of that page’s text and paste it here. We find the error number and explain what it means, who needs to act, and what to do.',
    label: 'Text from Microsoft’s page',
    labelHint: 'In any language, or just the number. What you paste is read once and is not stored.',
    submit: 'Explain',
    again: 'Explain another text',
    nothingFound: 'This text contains no Microsoft error number.',
    nothingFoundHint:
      'On Microsoft’s page, the number starts with AADSTS or follows “Error Code”. If you see “Troubleshooting details” or “More details”, open it and copy everything.',
    whatToDo: 'What to do',
    forIt: 'For the IT administrator',
    lookUp: 'Microsoft’s own explanation',
    otherApplication:
      'This page was about an application other than TMAS. Its number means the same there, but it has nothing to do with TMAS.',
    copyTitle: 'To send to the IT administrator',
    copyHint: 'Microsoft’s sign-in logs can be searched by these values for 7 to 30 days.',
    copy: 'Copy',
    copied: 'Copied',
    line: (label: string, value: string) => `${label}: ${value}`,
    number: 'Number',
    correlationId: 'Correlation ID',
    requestId: 'Request ID',
    timestamp: 'Time (UTC)',
    reference: 'TMAS reference',
    several: 'The text contains several numbers. The first is the one most likely to matter.',
  },
}

export type HelpMessages = typeof help
