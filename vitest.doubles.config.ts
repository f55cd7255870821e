import { defineConfig } from 'vitest/config'
import { closingLine } from './scripts/closing-line.ts'

/** TMAS at Microsofts that others wrote. Apart from the daily suite: they change when their authors like. */
export default defineConfig({
  test: {
    include: ['doubles/**/*.test.ts'],
    globalSetup: 'server/testing/cluster.ts',
    experimental: { viteModuleRunner: false },
    // One of them warns that it is meant for production.
    onConsoleLog: (text) => !text.includes('oidc-provider WARNING'),
    reporters: ['default', closingLine()],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
