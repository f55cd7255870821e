/** What stands around the help articles, which have their own words in `server/help/articles`. */
export const help = {
  title: 'Help',
  toHelp: 'Help',
  intro:
    'How to connect TMAS with Microsoft, how to let people in, and what to do when somebody cannot sign in.',
  search: 'Search the help',
  searchHint: 'Words, or a number of Microsoft’s such as AADSTS50105.',
  submit: 'Search',
  found: (n: number) => (n === 1 ? '1 passage found' : `${n} passages found`),
  nothing: 'Nothing here fits these words. Try fewer or other words.',
  articles: 'Articles',
  onThisPage: 'On this page',
  backToHelp: 'All help',
  goToTmas: 'Go to TMAS',
  pageSays: 'What the person reads',
  codes: 'Code in the records',
  whoMustAct: 'Who must act',
  noOne: 'No one',
  check: 'Check it on my chain',
  checkHint: 'For managers: opens the page of the administration that shows it.',
  play: 'Play this',
  playHint: 'Only in this demo: signs in as a person who has this trouble.',
  explainMore: 'What help says about it',
  microsoftError: {
    title: 'Explain an error of Microsoft',
    intro:
      'Many sign-ins end on a page of Microsoft that never comes back to TMAS. Copy all of its text and paste it here: we find the number and say what it means, who must act and what to do.',
    label: 'Text of Microsoft’s page',
    labelHint:
      'In any language, or only the number. What you paste is read once, and neither kept nor recorded.',
    submit: 'Explain',
    again: 'Explain another text',
    nothingFound: 'There is no error number of Microsoft in this text.',
    nothingFoundHint:
      'On Microsoft’s page the number begins with AADSTS, or stands after “Error Code”. Where there is “Troubleshooting details” or “More details”, open it and copy everything.',
    whatToDo: 'What to do',
    forIt: 'For the IT administrator',
    lookUp: 'Microsoft’s own explanation',
    otherApplication:
      'This page was about another application than TMAS. Its number means the same there, but TMAS has nothing to do with it.',
    copyTitle: 'To send to the IT administrator',
    copyHint: 'Microsoft’s sign-in logs find the attempt by these values, for 7 to 30 days.',
    copy: 'Copy',
    copied: 'Copied',
    line: (label: string, value: string) => `${label}: ${value}`,
    number: 'Number',
    correlationId: 'Correlation ID',
    requestId: 'Request ID',
    timestamp: 'Time (UTC)',
    reference: 'TMAS reference',
    several: 'The text has several numbers. The first is the one that most likely matters.',
  },
}

export type HelpMessages = typeof help
