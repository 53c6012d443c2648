/**
 * What AlterConfigs and IncrementalAlterConfigs have in common: each resource is answered once, and one that is given
 * twice is refused.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import type { Broker } from '../broker.js'
import type { ConfigAlteration, ConfigEdit } from '../controller/controller.js'
import { configResourceType } from './config-resource-types.js'

export interface AskedAlteration {
  readonly resourceType: number
  readonly resourceName: string
  readonly mode: ConfigAlteration['mode']
  readonly edits: readonly ConfigEdit[]
  /** Set when the request itself was wrong: the code to answer with. */
  readonly refusedWith?: number
}

interface Answered {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resourceType: number
  readonly resourceName: string
}

export async function alterResources(
  broker: Broker,
  asked: readonly AskedAlteration[],
  validateOnly: boolean,
): Promise<readonly Answered[]> {
  const byResource = new Map<string, AskedAlteration[]>()
  for (const each of asked) {
    const key = `${each.resourceType} ${each.resourceName}`
    const same = byResource.get(key)
    if (same === undefined) byResource.set(key, [each])
    else same.push(each)
  }
  const answers: Answered[] = []
  const alterations: { readonly asked: AskedAlteration; readonly alteration: ConfigAlteration }[] = []
  for (const same of byResource.values()) {
    const first = same[0] as AskedAlteration
    const type = configResourceType(first.resourceType)
    const invalid = errorCode('INVALID_REQUEST')
    if (same.length > 1) answers.push(answered(first, invalid, 'Each resource must appear at most once.'))
    else if (type === undefined)
      answers.push(answered(first, invalid, `Unknown resource type ${first.resourceType}`))
    else if (first.refusedWith !== undefined) answers.push(answered(first, first.refusedWith, null))
    else {
      const { mode, edits, resourceName: name } = first
      alterations.push({ asked: first, alteration: { resource: { type, name }, mode, edits } })
    }
  }
  const refusals = await broker.controller.alterConfigs(
    alterations.map((each) => each.alteration),
    { validateOnly },
  )
  const altered = alterations.map((each, index) => {
    const refusal = refusals[index]
    const code = refusal === undefined ? 0 : errorCode(refusal.error)
    return answered(each.asked, code, refusal?.message ?? null)
  })
  return [...answers, ...altered]
}

function answered(asked: AskedAlteration, code: number, errorMessage: string | null): Answered {
  const { resourceType, resourceName } = asked
  return { errorCode: code, errorMessage, resourceType, resourceName }
}
