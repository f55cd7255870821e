import type { Mutation } from '#server/testing/mutations.ts'

const fairness = 'server/platform/connection-shares.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'platform/a-kind-of-work-takes-the-connections-of-another',
    file: 'server/platform/connection-shares.ts',
    from: 'const part = parts[turn.share]',
    to: 'const part = parts.administration',
    test: { file: fairness, name: 'a kind of work that holds all of its connections' },
  },
  {
    name: 'platform/one-customer-holds-a-whole-share',
    file: 'server/platform/connection-shares.ts',
    from: 'more - Math.max(1, most - 1)',
    to: 'more - most',
    test: { file: fairness, name: 'one customer leaves a connection of each share to the others' },
  },
  {
    name: 'platform/the-loudest-customer-is-served-first',
    file: 'server/platform/connection-shares.ts',
    from: '        part.waiting.delete(next)\n        part.waiting.set(next, own)\n',
    to: '        part.waiting.set(next, own)\n',
    test: { file: fairness, name: 'customers are served in turn, however many of one wait' },
  },
  {
    name: 'platform/one-customer-fills-the-line',
    file: 'server/platform/connection-shares.ts',
    from: '    last.refuse(new Error(queueIsFull))\n    return true',
    to: '    last.refuse(new Error(queueIsFull))\n    return false',
    test: { file: fairness, name: 'a customer may fill the line while no one else waits' },
  },
  {
    name: 'platform/a-customer-alone-leaves-spare-connections-unused',
    file: 'server/platform/connection-shares.ts',
    from: 'if (!part.mayTakeSpare || turn.isBacklog) return false',
    to: 'return false',
    test: { file: fairness, name: 'in a rush, one customer has all connections that are free' },
  },
  {
    name: 'platform/slow-work-takes-spare-connections',
    file: 'server/platform/connection-shares.ts',
    from: 'if (!part.mayTakeSpare || turn.isBacklog) return false',
    to: 'if (turn.isBacklog) return false',
    test: { file: fairness, name: 'slow kinds of work take no spare connection' },
  },
  {
    name: 'platform/a-backlog-takes-spare-connections',
    file: 'server/platform/connection-shares.ts',
    from: 'if (!part.mayTakeSpare || turn.isBacklog) return false',
    to: 'if (!part.mayTakeSpare) return false',
    test: { file: fairness, name: 'those who waited for a held lock take no spare connection' },
  },
  {
    name: 'platform/two-customers-fill-the-line',
    file: 'server/platform/connection-shares.ts',
    from: 'if (!last || most.length <= own + 1) return false',
    to: 'if (!last || most.length > 0) return false',
    test: { file: fairness, name: 'however few have filled the line, a third has room in it' },
  },
  {
    name: 'platform/people-of-a-held-customer-are-many-networks',
    file: 'server/platform/lock-lines.ts',
    from: 'await inTurn(turn, () => tryAt(place, until, work))',
    to: 'await tryAt(place, until, work)',
    test: {
      file: 'server/platform/held-locks.test.ts',
      name: 'those who wait for one customer take turns as one',
    },
  },
  {
    name: 'platform/long-work-gives-others-no-turn',
    file: 'server/platform/slices.ts',
    from: 'if (worked < longest.work) return',
    to: 'if (worked >= 0) return',
    test: {
      file: 'server/platform/slices.test.ts',
      name: 'long work in slices does everything in its order',
    },
  },
  {
    name: 'platform/long-work-rests-for-no-one',
    file: 'server/platform/slices.ts',
    from: 'if (sinceLastAsked() > quiet)',
    to: 'if (sinceLastAsked() >= 0)',
    test: {
      file: 'server/platform/slices.test.ts',
      name: 'long work rests while others are served',
    },
  },
  {
    name: 'platform/one-slow-answer-takes-all-instances-out',
    file: 'server/readiness.ts',
    from: 'performance.now() - began >= patience.silence',
    to: 'performance.now() >= began',
    test: { file: 'server/readiness.test.ts', name: 'a single slow answer of the database' },
  },
  {
    name: 'platform/an-instance-without-connections-is-ready',
    file: 'server/readiness.ts',
    from: 'if (cannotServe()) return',
    to: 'if (!cannotServe) return',
    test: { file: 'server/readiness.test.ts', name: 'an instance that can have no connections' },
  },
  {
    name: 'platform/a-silent-database-is-ready',
    file: 'server/readiness.ts',
    from: 'return wasReady ? undefined : silent',
    to: 'return undefined',
    test: { file: 'server/readiness.test.ts', name: 'a database that is silent makes an instance unready' },
  },
  {
    name: 'platform/a-line-has-no-end',
    file: 'server/platform/lock-lines.ts',
    from: 'if (isNew && line.standing.length >= most.standing) {',
    to: 'if (isNew && line.standing.length < 0) {',
    test: { file: 'server/platform/held-locks.test.ts', name: 'of one customer, only so many wait' },
  },
  {
    name: 'platform/a-held-lock-is-not-needed',
    file: 'server/platform/held-locks.ts',
    from: 'if (isHeld) throw new Held(what, isShared)',
    to: '',
    test: { file: 'server/platform/held-locks.test.ts', name: 'many who wait for a held lock' },
  },
  {
    name: 'platform/a-held-lock-is-waited-for-with-a-connection',
    file: 'server/platform/held-locks.ts',
    from: ': await take(false)',
    to: ': await take(true)',
    test: { file: 'server/platform/held-locks.test.ts', name: 'many who wait for a held lock' },
  },
]
