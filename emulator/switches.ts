import { html } from 'hono/html'
import { cuts, type Endpoint, keyDocuments } from './control.ts'
import { personalTenantId, type Refusal, type Trouble } from './directory.ts'
import { numberlessPages } from './numberless-pages.ts'
import { type Html, page } from './page.ts'
import type { World } from './world.ts'

/** One thing that can be set, and the orders that set it; `isOn` tells which of them is in force. */
type Switch = { title: string; choices: { label: string; order: object; isOn: boolean }[] }

/**
 * Every switch with its state, to be pressed by people; programs post the same orders to `/control`. Microsoft has no
 * such page: what a tenant's IT can set there stands under its enterprise applications.
 */
export function showSwitches(world: World, problem?: string): Html {
  return page(
    'Switches',
    'switches',
    html`<h1>Switches</h1>
      ${problem ? html`<p role="alert" class="problem">${problem}</p>` : ''}
      ${listSwitches(world).map(switchPart)}
      <h2>What a person meets</h2>
      <form method="post" action="/switches">
        <label for="person">Person</label>
        <select id="person" name="person">
          ${world.directory.people.map(
            ({ loginId, trouble }) =>
              html`<option value="${loginId}">${loginId}${trouble ? ` (${inWords(trouble)})` : ''}</option>`,
          )}
        </select>
        <label for="trouble">Meets</label>
        <select id="trouble" name="trouble">
          <option value="null">nothing: the sign-in goes well</option>
          ${troubles.map((trouble) => html`<option value="${JSON.stringify(trouble)}">${inWords(trouble)}</option>`)}
        </select>
        <div class="buttons"><button class="primary">Set</button></div>
      </form>
      <form method="post" action="/switches">
        <div class="buttons"><button name="order" value="${JSON.stringify({ reset: true })}">Set everything back but the people</button></div>
      </form>`,
  )
}

/** The order that the page's form stands for: a button's own, or what a person is to meet. */
export function readSwitch(form: URLSearchParams): unknown {
  const person = form.get('person')
  try {
    if (person !== null) return { people: { [person]: { trouble: JSON.parse(form.get('trouble') ?? '') } } }
    return JSON.parse(form.get('order') ?? '')
  } catch {
    return undefined
  }
}

function switchPart({ title, choices }: Switch): Html {
  return html`<h2>${title}</h2>
    <form method="post" action="/switches">
      <div class="choices">
        ${choices.map(
          ({ label, order, isOn }) =>
            html`<button name="order" value="${JSON.stringify(order)}" aria-pressed="${String(isOn)}">${label}</button>`,
        )}
      </div>
    </form>`
}

function listSwitches({ control, directory }: World): Switch[] {
  const onOff = (
    title: string,
    name: 'coop' | 'csp' | 'crlf' | 'expiredSecret' | 'wrongProofSpendsCode',
  ) => ({
    title,
    choices: [true, false].map((on) => ({
      label: on ? 'Yes' : 'No',
      order: { [name]: on },
      isOn: control[name] === on,
    })),
  })
  const cloudName = (title: string, name: 'discovery' | 'keys') => ({
    title,
    choices: [true, false].map((on) => ({
      label: on ? 'Yes' : 'No',
      order: { cloudInstanceName: { [name]: on } },
      isOn: control.cloudInstanceName[name] === on,
    })),
  })
  return [
    onOff('Pages cut the opener (Cross-Origin-Opener-Policy)', 'coop'),
    onOff('Pages take only their own script (Content-Security-Policy)', 'csp'),
    onOff('Error descriptions in the older form', 'crlf'),
    onOff('The client secret has expired (7000222)', 'expiredSecret'),
    {
      title: 'The token endpoint looks first at',
      choices: (['client', 'grant'] as const).map((first) => ({
        label: first === 'client' ? 'the client' : 'the code',
        order: { checksFirst: first },
        isOn: control.checksFirst === first,
      })),
    },
    onOff('A wrong client secret spends the code', 'wrongProofSpendsCode'),
    {
      title: 'The token endpoint refuses good codes',
      choices: [undefined, ...refusals].map((refusal) => ({
        label: refusal === undefined ? 'No' : refusalInWords(refusal),
        order: { tokenRefusal: refusal ?? null },
        isOn: JSON.stringify(control.tokenRefusal) === JSON.stringify(refusal),
      })),
    },
    connection('Connections at the token endpoint', 'token'),
    connection('Connections at the sign-in pages', 'authorize'),
    {
      title: 'The key document',
      choices: keyDocuments.map((form) => ({
        label: form,
        order: { keyDocument: form },
        isOn: control.keyDocument === form,
      })),
    },
    cloudName('Discovery documents name their cloud', 'discovery'),
    cloudName('Keys name their cloud', 'keys'),
    {
      title: 'Tenants of China are known here',
      choices: [true, false].map((known) => ({
        label: known ? 'Yes, with the addresses of their cloud' : 'No',
        order: { unknownClouds: known ? [] : ['china'] },
        isOn: !control.unknownClouds.includes('china') === known,
      })),
    },
    {
      title: 'An application that IT has switched off is told',
      choices: ([7000116, 7000112] as const).flatMap((aadsts) =>
        (['page', 'token'] as const).map((at) => ({
          label: `as ${aadsts} ${at === 'page' ? 'on a page' : 'to the application'}`,
          order: { switchedOff: { aadsts, at } },
          isOn: control.switchedOff.aadsts === aadsts && control.switchedOff.at === at,
        })),
      ),
    },
    ...directory.apps.flatMap(({ clientId, name, redirectUris, disabled = false }) => [
      {
        title: `Redirect URIs of ${name} are of the type`,
        choices: (['web', 'spa'] as const).map((redirectType) => ({
          label: redirectType === 'web' ? 'Web' : 'Single-page application',
          order: { registrations: { [clientId]: { redirectType } } },
          isOn: redirectUris.length > 0 === (redirectType === 'web'),
        })),
      },
      {
        title: `The registration of ${name} is disabled everywhere (7000112)`,
        choices: [true, false].map((on) => ({
          label: on ? 'Yes' : 'No',
          order: { registrations: { [clientId]: { disabled: on } } },
          isOn: disabled === on,
        })),
      },
    ]),
    ...directory.tenants
      .filter(({ id, cloud }) => !cloud && id !== personalTenantId)
      .map(({ id, name, blocked = false }) => ({
        title: `${name} is blocked for inactivity (5000225)`,
        choices: [true, false].map((on) => ({
          label: on ? 'Yes' : 'No',
          order: { tenants: { [id]: { blocked: on } } },
          isOn: blocked === on,
        })),
      })),
  ]

  function connection(title: string, endpoint: Endpoint): Switch {
    const { drop, throttle, outage } = control.faults[endpoint] ?? {}
    const inForce = JSON.stringify({ drop: drop === true ? 'before' : drop || undefined, throttle, outage })
    const faults = [{}, ...cuts.map((cut) => ({ drop: cut })), { throttle: 30 }, { outage: true }]
    return {
      title,
      choices: faults.map((fault) => ({
        label: faultInWords(fault),
        order: { faults: { [endpoint]: fault } },
        isOn: inForce === JSON.stringify(fault),
      })),
    }
  }
}

function faultInWords({
  drop,
  throttle,
  outage,
}: {
  drop?: string
  throttle?: number
  outage?: boolean
}): string {
  if (drop === 'before') return 'cut at once'
  if (drop === 'after') return 'cut when all is done'
  if (drop === 'halfway') return 'cut in the middle of the answer'
  if (throttle !== undefined) return '429'
  return outage ? '503' : 'work'
}

function refusalInWords({ aadsts, error }: Refusal): string {
  return aadsts === undefined ? `${error}, no number` : String(aadsts)
}

const refusals: Refusal[] = [
  { aadsts: 5000225 },
  { aadsts: 500341 },
  { aadsts: 50142 },
  { aadsts: 9002341 },
  { aadsts: 7000112 },
  { aadsts: 7000116 },
  { error: 'invalid_grant' },
  { error: 'unauthorized_client' },
]

const troubles: Trouble[] = [
  ...[50105, 53003, 53000, 500341, 50057, 50053].map((aadsts) => ({ kind: 'stays' as const, aadsts })),
  ...numberlessPages.map((name) => ({ kind: 'page' as const, page: name })),
  ...[90033, 65001].map((aadsts) => ({ kind: 'returns' as const, aadsts })),
  ...refusals.map((refusal) => ({ kind: 'at_token' as const, refusal })),
  { kind: 'needs_admin' },
  { kind: 'second_factor' },
]

function inWords(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'stays':
      return `a page that never returns (${trouble.aadsts})`
    case 'page':
      return `a page without a number: ${trouble.page.replaceAll('_', ' ')}`
    case 'returns':
      return `an error that comes back (${trouble.aadsts})`
    case 'at_token':
      return `a code that is refused (${refusalInWords(trouble.refusal)})`
    case 'needs_admin':
      return '"Need admin approval" (90094)'
    case 'second_factor':
      return 'a second step'
  }
}
