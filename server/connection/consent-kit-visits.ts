import { type Actor, type ConsentAnswer, record } from '#server/audit/audit.ts'
import type { Entra, MicrosoftAnswer } from '#server/entra/entra.ts'
import type { Db } from '#server/platform/database.ts'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import type { Client } from '#server/sessions/sessions.ts'
import { isGuid } from '#shared/shapes.ts'
import { findOpenKit, type OpenKit, setKitAnswered, setKitOpened } from './consent-kits.queries.ts'
import { readSetupFacts } from './setup-facts.ts'
import { type SetupStep, setupSteps } from './setup-steps.ts'

/**
 * Everything that the page of a link shows about a customer: the chain's name, its tenant ID, and how far it has come.
 */
export type ConsentKitView = {
  chainName: string
  tenantId: string | null
  steps: SetupStep[]
  expiresAt: Date
  /** When a browser came back saying that Microsoft had accepted for this tenant. Said, not proved. */
  saidGrantedAt: Date | null
}

/** Milliseconds. A page that reloads by itself is one visit; the audit log has it once a day. */
const noteEvery = 60 * 1000
const recordEvery = 24 * 60 * 60 * 1000

/**
 * Opens a link. One that is mistyped, guessed, expired or revoked always gives the same: nothing.
 *
 * @param token as it came in the address.
 */
export async function openConsentKit(
  db: Db,
  token: string | undefined,
  client: Client,
  now: Date,
): Promise<ConsentKitView | undefined> {
  if (!isSecret(token)) return undefined
  const kit = await findOpenKit(db, { secretHash: hashSecret(token) }, now)
  if (!kit) return undefined
  if (kit.lastOpenedAt === null || now.getTime() - kit.lastOpenedAt.getTime() > noteEvery)
    await noteOpening(db, kit, client, now)
  return viewOf(db, kit)
}

/** What came back from Microsoft's admin consent, or what someone wrote into that address. */
export type ReadAnswer = {
  answer: ConsentAnswer
  /** The tenant that the answer names, if it is not the chain's. */
  otherTenantId: string | undefined
  microsoft: MicrosoftAnswer | undefined
}

/**
 * Takes the answer that a browser brings back from Microsoft's admin consent. Nothing in it is signed: it is shown,
 * noted as said, and changes nothing.
 *
 * @param params the query of the redirect.
 */
export async function takeConsentAnswer(
  { db, entra }: { db: Db; entra: Entra },
  params: URLSearchParams,
  client: Client,
  now: Date,
): Promise<{ view: ConsentKitView; state: string; read: ReadAnswer } | undefined> {
  const [state, another] = params.getAll('state')
  if (!isSecret(state) || another !== undefined) return undefined
  const kit = await findOpenKit(db, { stateHash: hashSecret(state) }, now)
  if (!kit) return undefined
  const view = await viewOf(db, kit)
  const read = readConsentAnswer(entra, params, view.tenantId)
  await noteAnswer(db, kit, { answer: read.answer, tenantId: view.tenantId }, client, now)
  const isGranted = read.answer === 'granted'
  return { view: isGranted ? { ...view, saidGrantedAt: view.saidGrantedAt ?? now } : view, state, read }
}

/**
 * Reads the answer of the admin consent endpoint. A failure also has `admin_consent=True`, so the error is checked
 * first.
 *
 * @param tenantId the chain's; null if it no longer has one.
 * @see https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
function readConsentAnswer(
  entra: Pick<Entra, 'readError'>,
  params: URLSearchParams,
  tenantId: string | null,
): ReadAnswer {
  const unreadable: ReadAnswer = {
    answer: 'invalid_response',
    otherTenantId: undefined,
    microsoft: undefined,
  }
  if (new Set(params.keys()).size !== [...params.keys()].length) return unreadable
  if (params.has('error')) {
    const { refusal, microsoft } = entra.readError(params)
    return { answer: refusal, otherTenantId: undefined, microsoft }
  }
  const tenant = params.get('tenant')?.toLowerCase() ?? ''
  if (params.get('admin_consent')?.toLowerCase() !== 'true' || !isGuid(tenant)) return unreadable
  if (tenant === tenantId) return { ...unreadable, answer: 'granted' }
  return { ...unreadable, answer: 'other_tenant', otherTenantId: tenant }
}

async function viewOf(db: Db, kit: OpenKit): Promise<ConsentKitView> {
  const facts = await readSetupFacts(db, { id: kit.chainId, customerId: kit.customerId })
  const saysGranted =
    kit.answer === 'granted' && kit.answerTenantId !== null && kit.answerTenantId === facts.tenantId
  return {
    chainName: kit.chainName,
    tenantId: facts.tenantId,
    steps: setupSteps(facts),
    expiresAt: kit.expiresAt,
    saidGrantedAt: saysGranted ? kit.answeredAt : null,
  }
}

async function noteOpening(db: Db, kit: OpenKit, client: Client, now: Date) {
  const recordedBefore = new Date(now.getTime() - recordEvery)
  await db.transaction().execute(async (trx) => {
    if (!(await setKitOpened(trx, kit.id, now, recordedBefore))) return
    await record(trx, strangerAt(client), now, {
      customerId: kit.customerId,
      action: 'consent-kit.opened',
      detail: { consentKitId: kit.id, locationId: kit.chainId },
    })
  })
}

async function noteAnswer(
  db: Db,
  kit: OpenKit,
  said: { answer: ConsentAnswer; tenantId: string | null },
  client: Client,
  now: Date,
) {
  const notBefore = new Date(now.getTime() - noteEvery)
  await db.transaction().execute(async (trx) => {
    if (!(await setKitAnswered(trx, kit.id, said, now, notBefore))) return
    await record(trx, strangerAt(client), now, {
      customerId: kit.customerId,
      action: 'consent-kit.answered',
      detail: { consentKitId: kit.id, locationId: kit.chainId, answer: said.answer },
    })
  })
}

function strangerAt(client: Client): Actor {
  return { kind: 'stranger', ...client }
}
