import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes, givenId, json } from '#server/platform/api.ts'
import type { Log } from '#server/platform/log.ts'
import { permits } from '#server/platform/route-permission.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { manyActions, manyOutcomes, mostUsersAtOnce } from '#shared/many-users.ts'
import { mostMemberships } from '#shared/permissions.ts'
import { roles } from '#shared/roles.ts'
import { actingOf } from './acting.ts'
import { askOfMany } from './ask-of-many.ts'
import { actOnMany } from './many-users.ts'
import { readMatching } from './matching-users.ts'
import type { Outcome } from './one-of-many.ts'
import { Membership, userFilters, yesOrNo } from './users.routes.ts'

/** The tag of an `ETag`, without its quotes. */
const Version = z
  .string()
  .max(400)
  .regex(/^[\x21\x23-\x7e]+$/)

/** Some users, each of them once. */
function someOf<User extends z.ZodType<{ id: string }>>(user: User) {
  return z
    .array(user)
    .min(1)
    .max(mostUsersAtOnce)
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'names a user twice')
}

const users = someOf(z.strictObject({ id: givenId }))
const usersAsSeen = someOf(z.strictObject({ id: givenId, version: Version.optional() }))
const role = z.enum(roles)

const ManyUsersChange = z
  .discriminatedUnion('action', [
    z.strictObject({ action: z.enum(['sign_out', 'unlink', 'mail_welcome']), users }),
    z.strictObject({ action: z.enum(['disable', 'enable']), users: usersAsSeen }),
    /** Without `locationId`, everyone gets the role wherever they hold one. */
    z.strictObject({
      action: z.literal('give_role'),
      role,
      locationId: givenId.optional(),
      users: usersAsSeen,
    }),
    z.strictObject({ action: z.literal('move'), locationId: givenId, users: usersAsSeen }),
    z.strictObject({
      action: z.literal('set_roles'),
      users: someOf(
        z.strictObject({
          id: givenId,
          version: Version.optional(),
          memberships: z.array(Membership).min(1).max(mostMemberships),
        }),
      ),
    }),
  ])
  .openapi('ManyUsersChange')

const count = z.number().int()

const ManyUsersOutcome = z
  .object({
    dryRun: z.boolean(),
    action: z.enum(manyActions),
    done: count,
    unchanged: count,
    refused: count,
    notTried: count,
    unknown: count,
    /** With `dryRun`: how many mails to people who are not linked with Microsoft can still be sent today. */
    mailsLeft: count.nullable(),
    outcomes: z.array(
      z.object({
        userId: z.guid(),
        outcome: z.enum(manyOutcomes),
        /**
         * Why it is refused: the code that the request for this user alone would answer, or `several_locations`,
         * `no_location`, `role_too_high`. Of those who were not tried because of a fault: `unavailable`, `internal`.
         */
        code: z.string().nullable(),
        /** The user's open sessions that end, and the API keys of theirs that are revoked. */
        sessions: count,
        apiKeys: count,
        /** What else ends with a change: links with Microsoft, a password, exceptions by name. */
        links: count,
        passwords: count,
        exceptions: count,
        /** With `dryRun`: how many of `mailsLeft` this takes. */
        mails: count,
        /** Whether a user who is changed or unlinked is a manager. */
        isManager: z.boolean(),
        /** The version of a user who was changed: what an undo is based on. With `dryRun`, the version now. */
        version: z.string().nullable(),
        /** What a user who was changed held before. */
        membershipsBefore: z.array(z.object({ locationId: z.guid(), role })).nullable(),
      }),
    ),
  })
  .openapi('ManyUsersOutcome')

const actRoute = createRoute({
  method: 'post',
  path: '/users/actions',
  ...permits({ action: 'user.change', at: 'somewhere' }),
  summary: 'Do one thing to many users, each as if asked for alone',
  description: `Up to ${mostUsersAtOnce} users. The answer is 200 with an outcome for each: what one is refused keeps nothing from the others. \`sign_out\` also revokes their API keys, \`mail_welcome\` mails them how to sign in, \`move\` moves those with one location, and \`set_roles\` gives everyone what is listed. With \`dryRun=true\` nothing is done, and the outcomes are those that would be; ask again for those who are \`not_tried\`. Those who were made managers are named in one notice. A user with a \`version\` (their \`ETag\`, without quotes) who has changed since is refused: \`changed_meanwhile\`.`,
  request: {
    query: z.strictObject({ dryRun: yesOrNo.default(false) }),
    body: { required: true, content: json(ManyUsersChange) },
  },
  responses: {
    200: { description: 'What came of it for each user, in their order', content: json(ManyUsersOutcome) },
    400: {
      description:
        'Fields are missing or wrong, or the role cannot be held there (`invalid_request`, with `errors`)',
    },
    403: { description: 'The caller administers no users (`forbidden`)' },
    404: { description: 'There is no such location in this customer (`not_found`)' },
    503: {
      description:
        'With `dryRun`: another such question of this customer is being answered (`unavailable`), with Retry-After',
    },
  },
})

const matchingRoute = createRoute({
  method: 'get',
  path: '/users/matching',
  summary: 'Everyone whom the list shows for a filter, on all its pages: IDs and names',
  request: {
    query: z.strictObject({
      search: z
        .string()
        .trim()
        .max(200)
        .regex(/^[^\0]*$/, 'has a character that is in no text')
        .optional(),
      ...userFilters,
    }),
  },
  responses: {
    200: {
      description: 'By name, at most 5,000; `isCut` if there are more',
      content: json(
        z.object({
          items: z.array(
            z.object({
              id: z.guid(),
              username: z.string(),
              firstName: z.string(),
              lastName: z.string(),
              /** Whether they hold a manager's role at the customer's top. */
              isTopManager: z.boolean(),
            }),
          ),
          isCut: z.boolean(),
        }),
      ),
    },
    403: { description: 'The caller administers no users, or not there (`forbidden`)' },
  },
})

/** Many users at once over the API: who is meant, and what is done to them (R22). */
export function manyUsersRoutes(deps: SignedInDeps & { config: { url: string }; log: Log }) {
  const { db, now, log } = deps
  const { url: origin } = deps.config
  const routes = apiRoutes<SignedInWeb>()
  for (const path of ['/users/actions', '/users/matching']) routes.use(path, signedIn(deps))
  return routes
    .openapi(matchingRoute, async (c) =>
      c.json(await readMatching(db, actingOf(c.var), c.req.valid('query'), now()), 200),
    )
    .openapi(actRoute, async (c) => {
      const { users: targets, ...change } = c.req.valid('json')
      const { dryRun } = c.req.valid('query')
      const acting = { ...actingOf(c.var), origin }
      const failed = (err: unknown) =>
        log.error({ err, reference: c.var.reference }, 'one of many users failed')
      const { outcomes, mailsLeft } = dryRun
        ? await askOfMany(db, acting, change, targets, now())
        : { outcomes: await actOnMany(db, acting, change, targets, now(), failed), mailsLeft: null }
      return c.json({ dryRun, action: change.action, ...countsOf(outcomes), mailsLeft, outcomes }, 200)
    })
}

function countsOf(outcomes: readonly Outcome[]) {
  const of = (kind: Outcome['outcome']) => outcomes.filter(({ outcome }) => outcome === kind).length
  return {
    done: of('done'),
    unchanged: of('unchanged'),
    refused: of('refused'),
    notTried: of('not_tried'),
    unknown: of('unknown'),
  }
}
