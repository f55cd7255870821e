import { Alert, Anchor, Button, CopyButton, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { Messages } from '#shared/messages/en.ts'
import { RefusedRequest } from '../../api.ts'
import { PageHead } from '../../components/page-head.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useLanguage, useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { explainAddressQuery } from '../users/explain.queries.ts'
import { nameOf } from '../users/users.queries.ts'
import { AskPerson } from './ask-person.tsx'
import { Cause } from './cause.tsx'
import { Checks } from './checks.tsx'
import { textForIt } from './for-it.ts'
import { PersonLink } from './person-link.tsx'
import { SignInRemedy } from './sign-in-remedy.tsx'
import classes from './sign-ins.module.css'
import { type OneSignIn, questionQuery, signInQuery } from './sign-ins.queries.ts'
import { filtersOf, type SignInsSearch } from './sign-ins-search.ts'
import { useLive } from './use-live.ts'
import { Who } from './who.tsx'

/** One attempt: what happened, who has to act, the remedy, every check, and what IT needs to find it at Microsoft. */
export function SignInDetail({ reference, search }: { reference: string; search: SignInsSearch }) {
  const messages = useMessages()
  const words = messages.signIns.detail
  const { data, error, refetch } = useQuery({ ...signInQuery(reference), retry: false })
  useDocumentTitle(`${words.title(reference)} · ${messages.product}`)
  // An attempt in progress is watched to its end.
  useLive(filtersOf({ search: reference }), data?.outcome === 'pending', {
    attempt: (signIn) => signIn.reference === reference && void refetch(),
    reset: () => void refetch(),
  })
  const isForbidden = error instanceof RefusedRequest && error.code === 'forbidden'
  const isMissing = error instanceof RefusedRequest && error.code === 'not_found'
  if (error && !isForbidden && !isMissing) throw error
  return (
    <Stack gap="lg" data-wide>
      <PageHead
        title={words.title(reference)}
        above={
          <TextLink to="/administration/sign-ins" search={{ ...search, reference: undefined }} inherit>
            {words.back}
          </TextLink>
        }
      />
      {isForbidden && <Alert color="yellow">{words.forbidden}</Alert>}
      {isMissing && <Missing reference={reference} />}
      {data && <Explained signIn={data} />}
      {data && (
        <section aria-labelledby="checks">
          <Title order={2} size="h4" id="checks" mb="xs">
            {words.checks}
          </Title>
          <Checks checks={data.checks} />
        </section>
      )}
      {data && <MicrosoftExplained codes={codesOf(data)} isSaid={isSaid(data)} />}
      {data && <Facts signIn={data} />}
      {data && !data.person?.isProven && data.loginId === null && (
        <AskPerson reference={reference} person={data.person ?? undefined} />
      )}
    </Stack>
  )
}

/** No sign-in with this reference concerns the reader. One that names no one may be their user's all the same. */
function Missing({ reference }: { reference: string }) {
  const { wasThisYou } = useMessages()
  const { data, isPending } = useQuery(questionQuery(reference))
  if (isPending) return null
  return data?.isUnnamed ? (
    <AskPerson reference={reference} />
  ) : (
    <Alert color="yellow">{wasThisYou.ask.unknown}</Alert>
  )
}

function Explained({ signIn }: { signIn: OneSignIn }) {
  const messages = useMessages()
  const words = messages.signIns.detail
  const time = useTime('second')
  const { outcome, cause, code, remedy, person, helpAskedAt, popupBlocked, said } = signIn
  const told = outcome === 'succeeded' ? words.succeeded : words.pending
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="what-happened">
      <Stack gap="sm" align="flex-start">
        <Title order={2} size="h4" id="what-happened">
          {code ? <Cause item={signIn} /> : words.whatHappened}
        </Title>
        <Text>{cause ?? told}</Text>
        {popupBlocked && code !== 'popup_blocked' && <Text size="sm">{words.popupBlocked}</Text>}
        {said && <Text size="sm">{messages.returned.manager.unproven}</Text>}
        {helpAskedAt && <Text size="sm">{words.askedForHelp(time(helpAskedAt))}</Text>}
        {person && !person.isProven && <Alert color="yellow">{words.unproven}</Alert>}
        {remedy && (
          <dl className={classes.facts}>
            <dt>{words.whoMustAct}</dt>
            <dd>{words.actors[remedy.actor]}</dd>
            <dt>{words.whatToDo}</dt>
            <dd>{remedy.text}</dd>
          </dl>
        )}
        <Probably signIn={signIn} />
        <SignInRemedy signIn={signIn} />
        {person && outcome === 'refused' && (
          <PersonLink person={person}>{messages.explainPerson.title}</PersonLink>
        )}
      </Stack>
    </Paper>
  )
}

/** Who is probably meant by a login ID that no user has: the first thing to look at. Empty for other causes. */
function Probably({ signIn: { code, loginId } }: { signIn: OneSignIn }) {
  const { probably } = useMessages().explainPerson
  const { data } = useQuery({
    ...explainAddressQuery(loginId ?? ''),
    enabled: code === 'unknown_user' && loginId !== null,
  })
  const [likeliest] = data?.probable ?? []
  return likeliest ? <Text fw={600}>{probably.cause(nameOf(likeliest), likeliest.email)}</Text> : null
}

/** Microsoft's numbers: those of its answer or, where it gave none, those that the person read on its page. */
function codesOf({ microsoft, said }: OneSignIn): readonly number[] {
  return microsoft?.aadsts.length ? microsoft.aadsts : (said?.aadsts ?? [])
}

function isSaid({ microsoft, said }: OneSignIn): boolean {
  return !microsoft?.aadsts.length && (said?.aadsts.length ?? 0) > 0
}

/** Microsoft's number in words, for IT; empty if there is none. */
function MicrosoftExplained({ codes, isSaid }: { codes: readonly number[]; isSaid: boolean }) {
  const messages = useMessages()
  const { data } = useAadsts(codes)
  if (!data) return null
  return (
    <section aria-labelledby="microsoft">
      <Title order={2} size="h4" id="microsoft" mb="xs">
        {isSaid ? messages.returned.manager.label : messages.signIns.detail.microsoft}
        {messages.colon} AADSTS{data.code}
      </Title>
      <Text>{data.person}</Text>
      <Text mt="xs">{data.it}</Text>
      <Anchor href={data.lookUp} target="_blank" rel="noreferrer" underline="always" size="sm">
        {messages.help.microsoftError.lookUp}
      </Anchor>
    </section>
  )
}

/** The catalogue is large, so it is loaded when someone opens what Microsoft refused. */
function useAadsts(codes: readonly number[]) {
  const language = useLanguage()
  return useQuery({
    queryKey: ['aadsts', codes, language],
    queryFn: async () => {
      const [{ explainAadsts }, { decidingCode }] = await Promise.all([
        import('#shared/aadsts/explain.ts'),
        import('#shared/aadsts/codes.ts'),
      ])
      const code = decidingCode(codes)
      return code === undefined ? null : explainAadsts(code, language)
    },
    enabled: codes.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What the person read on Microsoft's page, each fact marked as theirs. */
function saidFacts(said: OneSignIn['said'], { returned, signIns }: Messages): [string, string | null][] {
  if (!said) return []
  const asSaid = returned.manager.asSaid
  const { detail } = signIns
  return [
    [asSaid('AADSTS'), said.aadsts.join(', ')],
    [asSaid(detail.correlationId), said.correlationId],
    [asSaid(detail.traceId), said.traceId],
    [asSaid(detail.timestamp), said.timestamp],
  ]
}

/** Everything on record, and the same as a text for IT. */
function Facts({ signIn }: { signIn: OneSignIn }) {
  const messages = useMessages()
  const { detail: words, doors, outcomes, columns } = messages.signIns
  const time = useTime('second')
  const { data: explained } = useAadsts(codesOf(signIn))
  const { microsoft, said, startedAt, endedAt, loginId, loginHint, tenantId, objectId, chain } = signIn
  const { ip, userAgent } = signIn
  const facts: [string, React.ReactNode][] = [
    [columns.reference, signIn.reference],
    [columns.door, doors[signIn.door]],
    [columns.outcome, outcomes[signIn.outcome]],
    [words.started, time(startedAt)],
    [words.ended, endedAt && time(endedAt)],
    [
      words.person,
      signIn.person && (
        <PersonLink key="person" person={signIn.person} otherwise={<Who item={signIn} />}>
          <Who item={signIn} />
        </PersonLink>
      ),
    ],
    [words.loginId, loginId],
    [words.loginHint, loginHint],
    [words.tenantId, tenantId],
    [words.objectId, objectId],
    [words.chain, chain?.name],
    [words.error, microsoft?.error],
    ['AADSTS', microsoft?.aadsts.join(', ')],
    [words.correlationId, microsoft?.correlationId],
    [words.traceId, microsoft?.traceId],
    [words.timestamp, microsoft?.timestamp],
    ...saidFacts(said, messages),
    [words.ip, ip],
    [words.device, userAgent],
  ]
  return (
    <section aria-labelledby="facts">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="facts">
          {words.facts}
        </Title>
        <CopyButton value={textForIt(signIn, messages, explained?.it)}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? words.copied : words.copyForIt}
            </Button>
          )}
        </CopyButton>
      </Group>
      <dl className={classes.facts}>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} className={classes.fact}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  )
}
