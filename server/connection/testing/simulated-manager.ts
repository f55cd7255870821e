import { prove, tmasUrl, visitor } from '#server/testing/front-door.ts'
import { linkIn, mailsTo } from '#server/testing/mailbox.ts'
import type { Employee, SimulatedCustomer } from './simulated-customer.ts'

const week = 7 * 24 * 60 * 60 * 1000

/**
 * What a manager does who was told that someone cannot sign in: asks why, does what TMAS names if it is theirs to do,
 * and otherwise lets this person keep the password for a week (R14), which mails them a link to set one.
 */
export async function helps(customer: SimulatedCustomer, person: Employee): Promise<void> {
  const { scene, manages } = customer
  const { userId, email, account } = person
  const { status, body } = await manages('GET', `/users/${userId}/explain`)
  if (status !== 200) return
  const { action, admits, chain } = body.remedy
  const isTheirs = admits === null || admits.objectId === account.oid
  if (action === 'set_tenant_id' || action === 'correct_tenant_id') {
    const of = chain?.id ?? scene.chainId
    await manages('PATCH', `/locations/${of}/advanced`, { azureTenantId: scene.tenantId, confirm: true })
    await prove(scene.door, of)
  } else if (action === 'correct_address')
    await manages('PATCH', `/users/${userId}`, { email: account.loginId })
  else if (action === 'remove_link' && isTheirs) await manages('DELETE', `/users/${userId}/microsoft-link`)
  else await except(customer, person, email)
}

async function except({ scene, manages }: SimulatedCustomer, person: Employee, email: string): Promise<void> {
  const endsOn = new Date(scene.door.now().getTime() + week).toISOString().slice(0, 10)
  const path = `/locations/${scene.chainId}/advanced/exceptions/${person.userId}`
  const { status } = await manages('PUT', path, { reason: 'Microsoft does not let them in', endsOn })
  if (status >= 300) return
  // Whose password still opens the door is mailed no link.
  const [mail] = await mailsTo(scene.door, email)
  const link = linkIn(mail?.textBody ?? '')
  if (!link) return
  const token = new URL(link, tmasUrl).searchParams.get('token') ?? ''
  const password = scene.password
  await visitor(scene.door).post('/set-password', { token, password, repeat: password })
}
