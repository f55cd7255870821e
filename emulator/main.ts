import { parseArgs } from 'node:util'
import { startEmulator } from './emulator.ts'
import { sampleDirectory } from './sample.ts'

if (process.env.NODE_ENV === 'production') {
  console.error('The emulator lets anyone in as anyone: it does not start where NODE_ENV is production.')
  process.exit(1)
}

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    host: { type: 'string', default: '127.0.0.1' },
    app: { type: 'string', default: 'http://localhost:3000' },
  },
})

const emulator = await startEmulator({
  host: values.host,
  port: Number(values.port),
  directory: sampleDirectory(values.app),
})

const widest = Math.max(...emulator.directory.people.map(({ loginId }) => loginId.length))
console.log(`Entra ID emulator: ${emulator.url}   (for local work only; control: ${emulator.url}/control)\n`)
for (const { loginId, stands } of emulator.directory.people) {
  console.log(`  ${loginId.padEnd(widest)}  ${stands ?? ''}`)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => emulator.close().then(() => process.exit(0)))
}
