import type { Reporter, TestModule } from 'vitest/node'

/** Ends a test run with one plain line, `N passed, N failed, N skipped`, which people and machines can rely on. */
export function closingLine(): Reporter {
  return {
    onTestRunEnd(modules, errors) {
      const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
      for (const module of modules)
        for (const test of module.children.allTests()) count[test.result().state] += 1
      // A file that could not be loaded, or an error outside any test, is a failure too.
      const broken = modules.filter((module) => isBroken(module)).length + errors.length
      process.stdout.write(
        `${count.passed} passed, ${count.failed + broken} failed, ${count.skipped + count.pending} skipped\n`,
      )
    },
  }
}

function isBroken(module: TestModule) {
  return module.state() === 'failed' && [...module.children.allTests('failed')].length === 0
}
