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
    setupFiles: ['tools/build/repeatable-chance.ts'],
    pool: 'threads',
    maxWorkers: 2,
    // Crash tests make thousands of disk calls, and a busy machine takes its time.
    testTimeout: 60_000,
    // Code of a simulated process that died unwinds into nowhere, and may.
    onUnhandledError: (error) => (error.name === 'MachineCrashed' ? false : undefined),
  },
})
