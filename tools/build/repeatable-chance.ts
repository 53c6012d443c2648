/**
 * Runs before each test file. Where changes are judged (CI is set) generated cases are the same each time, so that a
 * verdict is about the change; everywhere else each run looks at others. Owns nothing but that seed.
 */
export {}

if (process.env['CI'] !== undefined) {
  const { configureGlobal } = await import('fast-check')
  configureGlobal({ seed: 20_251 })
}
