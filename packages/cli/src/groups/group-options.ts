/** The options of kafka-consumer-groups, and which of them go together; messages are Kafka's. */
import { bootstrapServer, commandConfig } from '../command-line/client-options.js'
import {
  flag,
  long,
  type OptionValues,
  optionalText,
  refuseTogether,
  text,
  texts,
} from '../command-line/options.js'
import { UsageError } from '../command-line/usage-error.js'

export const groupOptions = {
  'bootstrap-server': bootstrapServer,
  'command-config': commandConfig,
  list: flag({ doc: 'List all groups.' }),
  describe: flag({ doc: 'Tell members, offsets or state of groups.' }),
  delete: flag({ doc: 'Delete groups with all their offsets.' }),
  'reset-offsets': flag({
    doc: 'Move the offsets of groups without members. Plans only, unless --execute is given.',
  }),
  'delete-offsets': flag({ doc: 'Delete offsets of a group.' }),
  'validate-regex': text({ argument: 'regex', doc: 'Tell whether a regular expression can be used.' }),
  group: texts({ argument: 'consumer group', doc: 'The group; may be given several times.' }),
  'all-groups': flag({ doc: 'All groups.' }),
  topic: texts({
    argument: 'topic',
    doc: 'The topic, or topic:0,1,2 for some of its partitions; may be given several times.',
  }),
  'all-topics': flag({ doc: 'With --reset-offsets: all topics that the group has offsets of.' }),
  members: flag({ doc: 'With --describe: the members.' }),
  offsets: flag({ doc: 'With --describe: offsets and lag, the default.' }),
  state: optionalText({
    argument: 'states',
    doc: 'With --describe: the state. With --list: show states, or only groups in those named.',
  }),
  type: optionalText({ argument: 'types', doc: 'With --list: show types, or only groups of those named.' }),
  verbose: flag({ doc: 'With --describe: tell more.' }),
  timeout: long({ argument: 'timeout (ms)', doc: 'How long a call may take (30000).' }),
  'dry-run': flag({ doc: 'With --reset-offsets: plan only.' }),
  execute: flag({ doc: 'With --reset-offsets: do it.' }),
  export: flag({ doc: 'With --reset-offsets: write the plan as CSV.' }),
  'to-datetime': text({ argument: 'datetime', doc: "To the first record at 'YYYY-MM-DDTHH:mm:SS.sss'." }),
  'by-duration': text({ argument: 'duration', doc: "To the first record younger than 'PnDTnHnMnS'." }),
  'to-earliest': flag({ doc: 'To the earliest offset.' }),
  'to-latest': flag({ doc: 'To the latest offset.' }),
  'to-current': flag({ doc: 'To the committed offset.' }),
  'to-offset': long({ argument: 'offset', doc: 'To this offset.' }),
  'shift-by': long({ argument: 'number-of-offsets', doc: 'Forward, or backward when negative.' }),
  'from-file': text({ argument: 'path to CSV file', doc: 'To the offsets of a file that --export wrote.' }),
}

export type GroupValues = OptionValues<typeof groupOptions>

export const resetScenarios = [
  'from-file',
  'to-datetime',
  'by-duration',
  'to-latest',
  'to-current',
  'to-earliest',
  'to-offset',
  'shift-by',
] as const

const actions = ['list', 'describe', 'delete', 'reset-offsets', 'delete-offsets', 'validate-regex'] as const

/** @throws UsageError */
export function checkGroupOptions(values: GroupValues, given: ReadonlySet<string>): void {
  if (actions.filter((action) => given.has(action)).length !== 1) {
    throw new UsageError(
      `Command must include exactly one action: ${actions.map((action) => `--${action}`).join(', ')}`,
    )
  }
  if (given.has('validate-regex')) return
  if (!given.has('bootstrap-server')) throw new UsageError('Missing required argument "[bootstrap-server]"')
  const groups = given.has('group') || given.has('all-groups')
  const needsGroup = (['describe', 'delete', 'reset-offsets'] as const).find((action) => values[action])
  if (needsGroup !== undefined && !groups) {
    throw new UsageError(`Option [${needsGroup}] takes one of these options: [group], [all-groups]`)
  }
  if (values.describe && ['members', 'offsets', 'state'].filter((name) => given.has(name)).length > 1) {
    throw new UsageError(
      'Option [describe] takes at most one of these options: [members], [offsets], [state]',
    )
  }
  if (values.describe && values.state !== undefined && values.state !== '') {
    throw new UsageError('Option [describe] does not take a value for [state]')
  }
  if (values['delete-offsets'] && !(given.has('group') && given.has('topic'))) {
    throw new UsageError('Option [delete-offsets] takes the following options: [group], [topic]')
  }
  if (values['reset-offsets']) checkReset(given)
  refuseTogether(given, refusals)
}

const onlyWith = (...allowed: readonly string[]): string[] =>
  actions.filter((action) => !allowed.includes(action))

const refusals: Readonly<Record<string, readonly string[]>> = {
  group: ['all-groups', ...onlyWith('describe', 'delete', 'reset-offsets', 'delete-offsets')],
  'all-groups': onlyWith('describe', 'delete', 'reset-offsets'),
  topic: onlyWith('reset-offsets', 'delete-offsets'),
  'all-topics': ['topic', ...onlyWith('reset-offsets')],
  members: onlyWith('describe'),
  offsets: onlyWith('describe'),
  state: onlyWith('describe', 'list'),
  type: onlyWith('list'),
  'dry-run': ['execute'],
}

function checkReset(given: ReadonlySet<string>): void {
  const chosen = resetScenarios.filter((scenario) => given.has(scenario))
  const [first, second] = chosen
  if (first !== undefined && second !== undefined) {
    const [left, right] = [first, second].sort()
    throw new UsageError(`Option "[${left}]" can't be used with option "[${right}]"`)
  }
  if (first === undefined) {
    const names = resetScenarios.map((scenario) => `[${scenario}]`).join(', ')
    throw new UsageError(`Option '[reset-offsets]' requires one of the following scenarios: [${names}]`)
  }
  if (first !== 'from-file' && !given.has('topic') && !given.has('all-topics')) {
    throw new UsageError('One of the reset scopes should be defined: --all-topics, --topic.')
  }
}
