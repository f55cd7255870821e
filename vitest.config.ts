import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { closingLine } from './scripts/closing-line.ts'
import { temporaryFolder } from './server/testing/temporary-folder.ts'

// Every test file loads the product again, and every command that a test starts: compiled once, it is loaded faster.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled')
process.env.TMPDIR ??= temporaryFolder()

export default defineConfig({
  test: {
    // Here, not in the projects: so there is one cluster for the whole run.
    globalSetup: 'server/testing/cluster.ts',
    // Node runs the tests as it runs the product, without a bundler in between. Twice as fast, too.
    experimental: { viteModuleRunner: false },
    // Every core: vitest leaves one to the person at the machine, and on two cores that doubles the time.
    maxWorkers: '100%',
    reporters: ['default', closingLine()],
    projects: [
      {
        test: {
          name: 'node',
          include: ['{server,shared,emulator,cli,scripts,bench}/**/*.test.ts'],
          // A worker keeps the product loaded and warm from file to file: half the processor time. Each file has its
          // own database, server and clock, and none may change what the next one shares with it.
          isolate: false,
          setupFiles: 'server/testing/kept-plans.ts',
          // For those that start commands of their own, beside another file that does.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'console',
          include: ['web/**/*.test.{ts,tsx}'],
          // Node reads neither JSX nor style sheets: these go through Vite, as the console does.
          experimental: { viteModuleRunner: true },
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'browser',
          experimental: { viteModuleRunner: false, nodeLoader: false },
          include: ['e2e/**/*.test.ts'],
          isolate: false,
          setupFiles: 'server/testing/kept-plans.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // As long as a page may take to show what it was asked for.
          expect: { poll: { timeout: 15_000 } },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
