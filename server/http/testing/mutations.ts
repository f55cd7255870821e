import type { Mutation } from '#server/testing/mutations.ts'

const file = 'server/http/anonymous-work.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'http/another-method-is-nothing-there',
    file: 'server/http/other-methods.ts',
    from: 'if (taken.length === 0) throw',
    to: 'if (taken.length >= 0) throw',
    test: {
      file: 'server/http/other-methods.test.ts',
      name: 'is 405 with Allow and the contract’s problem, for every route of the API',
    },
  },
  {
    name: 'http/a-strangers-body-is-read',
    file: 'server/http/permission-first.ts',
    from: '    await ask(c, async () => {\n',
    to: "    if (path.endsWith('/import')) await ask(c, async () => {\n",
    test: { file, name: 'nothing that a stranger sends to the API is read' },
  },
  {
    name: 'http/a-viewers-import-is-read',
    file: 'server/http/permission-first.ts',
    from: 'if (canSomewhere(c.var.signedIn.memberships, action)) return\n',
    to: 'if (canSomewhere(c.var.signedIn.memberships, action) || at) return\n',
    test: { file, name: 'a viewer’s five megabytes for an import are refused before they are read' },
  },
  {
    name: 'http/what-others-may-not-change-is-read',
    file: 'server/http/permission-first.ts',
    from: "      if (route && typeof permission === 'object')\n",
    to: "      if (route && typeof permission === 'object' && permission.at === 'somewhere')\n",
    test: {
      file: 'server/http/authorization.test.ts',
      name: '$route reads nothing that is sent by someone who may not do it (R34)',
    },
  },
  {
    name: 'http/a-keys-account-is-read',
    file: 'server/http/permission-first.ts',
    from: "if (permission === 'oneself' && c.var.actor.kind === 'api_key')",
    to: "if (permission === 'oneself' && c.var.actor.kind === 'api_key' && !route)",
    test: {
      file: 'server/http/authorization.test.ts',
      name: '$route reads nothing that is sent by someone who may not do it (R34)',
    },
  },
  {
    name: 'http/a-body-has-no-limit',
    file: 'server/http/body-limits.ts',
    from: '    return limit(c, next)\n',
    to: '    return limit ? next() : undefined\n',
    test: { file, name: 'every route that takes a body has a limit' },
  },
  {
    name: 'http/help-is-served-at-any-cost',
    file: 'server/http/loop-guard.ts',
    from: '  /^\\/help(?:\\/|$)/,\n',
    to: '',
    test: { file, name: '%s is answered 503, to be asked for again' },
  },
  {
    name: 'http/sign-ins-are-turned-away',
    file: 'server/http/loop-guard.ts',
    from: 'if (isLate() && extras.some((pattern) => pattern.test(c.req.path))) {',
    to: 'if (isLate() && extras.length > 0) {',
    test: { file, name: 'sign-ins and sessions are served' },
  },
  {
    name: 'http/a-document-is-sent-again',
    file: 'server/platform/made-once.ts',
    from: "    if (isKnown(c.req.header('if-none-match'), document.tag)) return c.body(null, 304)\n",
    to: "    isKnown(c.req.header('if-none-match'), document.tag)\n",
    test: { file, name: '%s has an ETag, whatever it is compressed with' },
  },
  {
    name: 'http/microsoft-is-asked-without-end',
    file: 'server/entra/asking-budget.ts',
    from: '    if (lately.length >= most) return false\n',
    to: '',
    test: {
      file: 'server/locations/advanced.test.ts',
      name: 'one manager makes TMAS ask Microsoft ten times a minute at most',
    },
  },
  {
    name: 'http/an-unreachable-microsoft-is-asked-by-everyone',
    file: 'server/entra/cached-document.ts',
    from: 'if (unreachable && isWithin(restWhileUnreachable, failedAt, now)) throw unreachable',
    to: 'if (unreachable && !isWithin(restWhileUnreachable, failedAt, now)) throw unreachable',
    test: {
      file: 'server/entra/cached-document.test.ts',
      name: 'while Microsoft cannot be reached, a flood asks once in two seconds',
    },
  },
  {
    name: 'http/codes-are-redeemed-without-end',
    file: 'server/entra/entra.ts',
    from: "        ['all', mostRedeemed.ofAll],\n",
    to: '',
    test: {
      file: 'server/entra/entra.test.ts',
      name: 'while a hundred codes wait for Microsoft, the next is told at once, and nobody takes it for an outage',
    },
  },
  {
    name: 'http/one-browser-takes-all-places',
    file: 'server/entra/entra.ts',
    from: '        [`browser ${browser}`, mostRedeemed.ofBrowser],\n',
    to: '',
    test: {
      file: 'server/entra/entra.test.ts',
      name: 'one %s has %d codes redeemed at once, and leaves room for others',
    },
  },
  {
    name: 'http/administration-is-a-look-up',
    file: 'server/sessions/signed-in.ts',
    from: "inTurn({ share: 'administration', of: customerId }, next)",
    to: "inTurn({ share: 'lookups', of: customerId }, next)",
    test: {
      file: 'server/http/fair-shares.test.ts',
      name: 'what one customer’s managers wait for holds up no sign-in',
    },
  },
]
