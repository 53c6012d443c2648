/** Every attack, in the order they are tried: cheap ones first. */
import type { Attack } from './attack.js'
import { connectionAttacks } from './attacks/connections.js'
import { countAttacks } from './attacks/counts.js'
import { frameAttacks } from './attacks/frames.js'
import { fuzzAttacks } from './attacks/fuzz.js'
import { groupAttacks } from './attacks/groups.js'
import { recordAttacks } from './attacks/records.js'
import { replyAttacks } from './attacks/replies.js'
import { topicAttacks } from './attacks/topics.js'

export const attacks: readonly Attack[] = [
  ...frameAttacks,
  ...countAttacks,
  ...recordAttacks,
  ...connectionAttacks,
  ...replyAttacks,
  ...groupAttacks,
  ...topicAttacks,
  ...fuzzAttacks,
]
