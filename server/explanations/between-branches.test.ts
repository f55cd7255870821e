import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  setTenant,
  signInWithMicrosoft,
  visitor,
} from '#server/testing/front-door.ts'
import { northTenantId } from '../../emulator/sample.ts'

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())

test('an explanation of an address says nothing of attempts in another branch, as the list of sign-ins does (R22)', async () => {
  const { chainId } = await customerWithTenant(door, 'North', null)
  const boss = await signedInWith(door, 'chain_and_user_manager', chainId)
  const brand = async (name: string): Promise<string> =>
    (await boss.api('POST', '/locations', { parentId: chainId, type: 'chain', name })).body.id
  const [a, b] = [await brand('Brand A'), await brand('Brand B')]
  await setTenant(door, b, northTenantId)
  const [ofA, ofB] = [
    await signedInWith(door, 'user_manager', a),
    await signedInWith(door, 'user_manager', b),
  ]
  const address = 'ines.typo@north.example'
  await signInWithMicrosoft(door, visitor(door), address, { start: `/sign-in/microsoft?chain=${b}` })
  expect((await ofA.api('GET', '/sign-ins?door=microsoft')).body.total).toBe(0)
  expect((await ofB.api('GET', '/sign-ins?door=microsoft')).body.total).toBe(1)

  const explained = async (who: typeof boss, of: string) => {
    const { status, body } = await who.api('GET', `/users/explain?address=${encodeURIComponent(of)}`)
    expect(status).toBe(200)
    return JSON.stringify(body).replaceAll(of, 'THE ADDRESS')
  }
  const neverSeen = 'never.seen@north.example'
  expect(await explained(ofA, address)).toBe(await explained(ofA, neverSeen))
  expect(await explained(ofB, address)).not.toBe(await explained(ofB, neverSeen))
  expect(await explained(boss, address)).not.toBe(await explained(boss, neverSeen))
})
