// How fast bytes come in: the shared receive buffer (`onread`) against plain 'data' events, through the same
// Connection. A child process sends; this one receives and looks at one byte per read. Runs are interleaved.
//   node bench/receive.mjs [rounds] [seconds per run]
import { fork } from 'node:child_process'
import { NodeNetwork } from '../packages/host/dist/node/node-network.js'

const rounds = Number(process.argv[2] ?? 5)
const seconds = Number(process.argv[3] ?? 1)
const quiet = { write() {} }

if (process.argv[2] === 'send') send()
else await compare()

function send() {
  const [port, size] = process.argv.slice(3).map(Number)
  const connection = new NodeNetwork(quiet).connect({ host: '127.0.0.1', port })
  const chunk = new Uint8Array(size)
  const more = () => {
    while (connection.write([chunk]));
  }
  connection.start({ receive() {}, connected: more, drained: more, closed: () => process.exit(0) })
}

async function compare() {
  for (const size of [1024, 16 * 1024, 128 * 1024, 1024 * 1024]) {
    const figures = { 'shared-buffer': [], 'data-events': [] }
    for (let round = 0; round < rounds; round += 1) {
      for (const receive of Object.keys(figures)) figures[receive].push(await measure(receive, size))
    }
    const [shared, events] = Object.values(figures).map(
      (runs) => runs.sort((a, b) => a.rate - b.rate)[rounds >> 1],
    )
    console.log(
      `${String(size / 1024).padStart(5)} KB writes: shared buffer ${show(shared)}, data events ${show(events)}, ` +
        `ratio ${(shared.rate / events.rate).toFixed(2)}`,
    )
  }
}

function show({ rate, cpu }) {
  return `${(rate / 1e9).toFixed(2)} GB/s (${cpu.toFixed(2)} CPU-s/GB)`
}

function measure(receive, size) {
  return new Promise((resolve, reject) => {
    const network = new NodeNetwork(quiet, { receive })
    let bytes = 0
    let seen = 0
    const accept = (connection) => {
      const started = performance.now()
      const cpuBefore = process.cpuUsage()
      connection.start({
        receive(part) {
          bytes += part.length
          seen ^= part[0]
          if (performance.now() - started < seconds * 1000) return
          const took = (performance.now() - started) / 1000
          const { user, system } = process.cpuUsage(cpuBefore)
          connection.close(new Error(`done ${seen}`))
          resolve(
            listener.close().then(() => ({ rate: bytes / took, cpu: (user + system) / 1e6 / (bytes / 1e9) })),
          )
        },
        closed() {},
      })
    }
    let listener
    network.listen({ host: '127.0.0.1', port: 0 }, accept).then((bound) => {
      listener = bound
      fork(new URL(import.meta.url), ['send', String(bound.port), String(size)], { stdio: 'ignore' })
    }, reject)
  })
}
