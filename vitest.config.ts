import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'tools/**/*.test.ts',
      'tests/{conformance,simulation}/**/*.test.ts',
    ],
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 20_000,
    // Code of a simulated process that died unwinds into nowhere, and may.
    onUnhandledError: (error) => (error.name === 'MachineCrashed' ? false : undefined),
  },
})
