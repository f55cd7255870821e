import type { Messages } from '#shared/messages/en.ts'
import type { OneSignIn } from './sign-ins.queries.ts'

/**
 * An attempt as plain text, with which IT finds it in Entra's sign-in logs; in the reader's language, with times in
 * UTC.
 *
 * @param advice what IT can do about Microsoft's number, if it is known
 */
export function textForIt(signIn: OneSignIn, messages: Messages, advice: string | undefined): string {
  const { detail, forIt, outcomes, columns } = messages.signIns
  const { microsoft, said, startedAt, endedAt, code, outcome, loginId, loginHint, tenantId, objectId } =
    signIn
  const asSaid = messages.returned.manager.asSaid
  const aadsts = microsoft?.aadsts.map((number) => `AADSTS${number}`).join(', ')
  const lines: [string, string | null | undefined][] = [
    [columns.reference, signIn.reference],
    [forIt.application, messages.product],
    [`${detail.started} – ${detail.ended}`, [startedAt, endedAt].map(inUtc).join(' – ')],
    [forIt.outcome, code === null ? outcomes[outcome] : `${messages.refusalWords[code].short} (${code})`],
    [detail.whatHappened, signIn.cause],
    [detail.loginId, loginId ?? (loginHint && messages.signIns.typed(loginHint))],
    [detail.tenantId, tenantId],
    [detail.objectId, objectId],
    [detail.error, [microsoft?.error, aadsts].filter(Boolean).join(', ') || forIt.none],
    [detail.correlationId, microsoft?.correlationId],
    [detail.traceId, microsoft?.traceId],
    [detail.timestamp, microsoft?.timestamp],
    [asSaid(detail.error), said?.aadsts.map((number) => `AADSTS${number}`).join(', ')],
    [asSaid(detail.correlationId), said?.correlationId],
    [asSaid(detail.traceId), said?.traceId],
    [asSaid(detail.timestamp), said?.timestamp],
    [detail.ip, signIn.ip],
    [detail.device, signIn.userAgent],
    [forIt.todo, advice ?? signIn.remedy?.text],
  ]
  const facts = lines.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  return [forIt.intro, forIt.where, '', ...facts].join('\n')
}

function inUtc(time: string | null) {
  return time === null ? '…' : `${time.slice(0, 19).replace('T', ' ')} UTC`
}
