// The loop of a driver: one request a line on stdin, one answer a line on stdout. Verbs run side by side, so that
// group members can join while others are being asked. Ends when stdin does.
import { createInterface } from 'node:readline'

/** `verbs`: a function for each verb; `close` is called at the end. */
export function serve(verbs, close) {
  const answer = (id, body) => process.stdout.write(`${JSON.stringify({ id, ...body })}\n`)
  const lines = createInterface({ input: process.stdin })
  lines.on('line', async (line) => {
    const { id, verb, ...request } = JSON.parse(line)
    try {
      if (verbs[verb] === undefined) throw new Error(`this driver has no ${verb}`)
      answer(id, { result: (await verbs[verb](request)) ?? null })
    } catch (error) {
      const errors = (error.errors ?? []).map((inner) => `; ${inner.message}`)
      const cause = error.cause === undefined ? '' : ` (${error.cause.message})`
      answer(id, { error: `${error.name}: ${error.message}${cause}${errors.join('')}` })
    }
  })
  lines.on('close', async () => {
    await close()
    process.exit(0)
  })
}

export const bytes = (base64) => (base64 === null ? null : Buffer.from(base64, 'base64'))
export const base64 = (buffer) =>
  buffer === null || buffer === undefined ? null : Buffer.from(buffer).toString('base64')
