/** samsa log import */
import { tool } from '../tool.js'

export const logImport = tool({
  name: 'samsa log import',
  samsaName: ['log', 'import'],
  summary: 'Takes over a data directory of Kafka.',
  positional: 'DIR...',
  options: {},
  run: () => Promise.resolve(0),
})
