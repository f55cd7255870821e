import type { Mutation } from '#server/testing/mutations.ts'

const devices = 'server/devices/devices.test.ts'
const rule = 'server/policy/shared-device.test.ts'
const idle = 'ends after five minutes without use, on every instance'

export const mutations: Mutation[] = [
  {
    name: 'devices/an-unused-session-goes-on',
    file: 'server/sessions/sessions.ts',
    from: '  if (shared && !goesOn({ ...shared, lastUsedAt, leftAt }, now)) return undefined\n',
    to: '',
    test: { file: devices, name: idle },
  },
  {
    name: 'devices/what-a-page-does-is-use',
    file: 'server/sessions/sessions.ts',
    from: 'isUse && (isAttended || shared === null)',
    to: 'isUse || (isAttended && shared === null)',
    test: { file: devices, name: idle },
  },
  {
    name: 'devices/the-longer-time-counts',
    file: 'server/policy/shared-device.ts',
    from: 'Math.min(...said',
    to: 'Math.max(...said',
    test: { file: rule, name: 'of what the chains say about a shared computer, the shorter time counts' },
  },
  {
    name: 'devices/a-closed-browser-leaves-its-session',
    file: 'server/policy/shared-device.ts',
    from: '  if (leftAt !== null && !isWithin(returnWithin, leftAt, now)) return false\n',
    to: '',
    test: { file: devices, name: 'ends when its last window was closed' },
  },
  {
    name: 'devices/another-customers-people-have-no-limits',
    file: 'server/sessions/sessions.ts',
    from: 'deviceId: device?.id ?? null',
    to: 'deviceId: device?.customerId === standing.customerId ? device.id : null',
    test: { file: devices, name: 'of another customer’s person has its limits' },
  },
  {
    name: 'devices/another-customers-people-read-its-name',
    file: 'server/sign-in/session.routes.ts',
    from: 'shared.customerId === customer.id ? shared.name : null',
    to: 'shared.name',
    test: { file: devices, name: 'of another customer’s person has its limits' },
  },
  {
    name: 'devices/a-link-is-not-used-up',
    file: 'server/devices/devices.ts',
    from: '      if (!(await deleteOffer(trx, found))) return undefined\n',
    to: '',
    test: { file: devices, name: 'by a link, once' },
  },
  {
    name: 'devices/a-former-manager-marks',
    file: 'server/devices/devices.ts',
    from: "      await takeLocation(trx, actor, 'device.change', locationId)\n      if",
    to: '      if',
    test: { file: devices, name: 'not by another site, not after a quarter of an hour' },
  },
  {
    name: 'devices/anyone-makes-a-ticket',
    file: 'server/devices/device-code.ts',
    from: '  if (!timingSafeEqual(',
    to: '  if (content === undefined && !timingSafeEqual(',
    test: { file: devices, name: 'a ticket that this installation did not sign' },
  },
  {
    name: 'devices/a-slip-of-the-finger-is-a-code',
    file: 'server/devices/device-code.ts',
    from: ' && withCheck(typed.slice(0, ownLength)) === typed',
    to: '',
    test: { file: devices, name: 'by a code that it shows' },
  },
  {
    name: 'devices/a-shared-computer-remembers-people',
    file: 'server/sign-in/remember-device.ts',
    from: '  if (await findDeviceOf(db, sharedDevice, c)) {',
    to: '  if (userId === undefined && (await findDeviceOf(db, sharedDevice, c))) {',
    test: { file: devices, name: 'has a cookie that ends with the browser' },
  },
  {
    name: 'devices/microsoft-takes-the-person-before',
    file: 'server/sign-in/microsoft.routes.ts',
    from: '(await findDeviceOf(deps.db, cookies.sharedDevice, c)) !== undefined',
    to: 'cookies.sharedDevice.read(c) === undefined',
    test: { file: devices, name: 'is handed on' },
  },
  {
    name: 'devices/a-passkey-proves-on-a-shared-computer',
    file: 'server/sign-in/fresh-proof.ts',
    from: 'signedIn.sharedDevice === null',
    to: 'sessionId !== undefined',
    test: { file: devices, name: 'takes no passkey for a fresh proof' },
  },
  {
    name: 'devices/a-proof-is-offered-that-takes-a-passkey',
    file: 'server/sessions/proof.ts',
    from: ' || !isOnSharedComputer',
    to: ' || isOnSharedComputer || true',
    test: { file: devices, name: 'takes no passkey for a fresh proof' },
  },
]
