import { oneWayRule, partitionRule } from '../../../engine/network/rules.ts'
import type { Replica } from '../../../engine/protocols/model.ts'
import type { SingleLeaderSettings } from '../../../engine/protocols/single-leader/settings.ts'
import { CrashKind, EventKind, RoleCode } from '../../../engine/trace/event.ts'
import { Action } from '../../../engine/trace/history.ts'
import type { TraceEvent } from '../../../engine/trace/trace.ts'
import type { Bench, ScenarioOptions } from './scenario.ts'
import {
  logOf,
  RAFT,
  SINGLE_LEADER,
  singleLeaderBench,
  stateOf,
  VOTE,
  WATCHED,
} from './single-leader.ts'

/**
 * Plays golden scripts: lines that begin with `> ` are commands, the lines below each are what it made happen, lines with `#` are remarks.
 *
 * Commands: `cluster NAME [field=json …]`, `write KEY VALUE [at N]`, `read KEY [at N]`, `start write|read …` (does not wait), `advance MILLIS`,
 * `crash N [loses|wipes]`, `restart N`, `pause N`, `resume N`, `promote N`, `cut N N | N N`, `cut N -> N`, `heal`, `state`.
 */
export function play(script: string): string {
  const player = new Player()
  const lines: string[] = []
  for (const line of script.split('\n')) {
    if (line.startsWith('> ')) lines.push(line, ...player.command(line.slice(2)))
    else if (line.startsWith('#') || line === '') lines.push(line)
  }
  return lines.join('\n')
}

const CLUSTERS: Record<string, SingleLeaderSettings> = {
  plain: SINGLE_LEADER,
  manual: { ...SINGLE_LEADER, failover: { kind: 'manual' } },
  watched: WATCHED,
  raft: RAFT,
  /** Raft whose elections happen only when a script says so. */
  'raft-by-hand': {
    ...RAFT,
    fencing: false,
    failover: { ...VOTE, electionTimeout: { from: 3_600_000_000, to: 3_600_000_000 } },
  },
}

class Player {
  private bench: Bench | undefined
  private seen = 0

  command(line: string): string[] {
    const [verb, ...words] = line.split(' ')
    if (verb === 'cluster') {
      this.bench = createBench(words)
      this.seen = 0
      return this.news()
    }
    if (this.bench === undefined) throw new Error('A script begins with a cluster.')
    if (verb === 'state') return states(this.bench)
    const said = perform(this.bench, verb, words)
    return [...said, ...this.news()]
  }

  /** What happened since the last command. */
  private news(): string[] {
    const trace = this.bench!.world.recorder.take()
    const lines: string[] = []
    for (; this.seen < trace.length; this.seen++) {
      const text = eventText(trace.at(this.seen))
      if (text !== undefined) lines.push(text)
    }
    return lines
  }
}

function createBench(words: readonly string[]): Bench {
  const settings: Record<string, unknown> = { ...CLUSTERS[words[0]] }
  const options: Record<string, unknown> = { clients: 1 }
  for (const word of words.slice(1)) {
    const [name, json] = word.split('=')
    const into = name === 'syncMicros' || name === 'clients' ? options : settings
    into[name] = JSON.parse(json)
  }
  return singleLeaderBench(settings as Partial<SingleLeaderSettings>, options as ScenarioOptions)
}

function perform(bench: Bench, verb: string, words: readonly string[]): string[] {
  const { world } = bench
  const machine = world.machines[Number(words[0])]
  switch (verb) {
    case 'write':
    case 'read': {
      const { operation } = bench.perform(request(verb, words))
      const value = verb === 'read' ? ` ${JSON.stringify(operation.value ?? null)}` : ''
      const millis = (operation.returned - operation.invoked) / 1_000
      return [`  ${operation.outcome}${value} after ${millis} ms`]
    }
    case 'start':
      bench.submit(request(words[0] as 'write' | 'read', words.slice(1)))
      break
    case 'advance':
      bench.advance(Number(words[0]) * 1_000)
      break
    case 'crash':
      machine.crash(
        { loses: CrashKind.losesUnsynced, wipes: CrashKind.wipes }[words[1]] ??
          CrashKind.keepsWritten,
      )
      break
    case 'restart':
      machine.start()
      break
    case 'pause':
      machine.pause()
      break
    case 'resume':
      machine.resume()
      break
    case 'promote':
      ;(machine.running as Replica).promote?.()
      break
    case 'cut':
      cut(bench, words.join(' '))
      break
    case 'heal':
      for (let rule = 0; rule < 100; rule++) world.network.removeRule(rule)
      break
    default:
      throw new Error(`No such command: ${verb}`)
  }
  return []
}

function request(verb: 'write' | 'read', words: readonly string[]) {
  const at = words.indexOf('at')
  const key = Number(words[0])
  const replica = at < 0 ? undefined : Number(words[at + 1])
  return verb === 'write'
    ? { action: Action.write, key, value: words[1], replica }
    : { action: Action.read, key, replica }
}

function cut({ world }: Bench, sides: string): void {
  const isOneWay = sides.includes('->')
  const groups = sides.split(isOneWay ? ' -> ' : ' | ').map((side) => side.split(' ').map(Number))
  world.network.addRule(isOneWay ? oneWayRule(groups[0], groups[1]) : partitionRule(groups))
}

function states({ world }: Bench): string[] {
  return world.replicas.map((machine) => {
    const log = logOf(machine)
      .map(({ term, value = '-' }) => `${term}:${value}`)
      .join(' ')
    if (machine.running === undefined) return `  n${machine.id} down [${log}]`
    const state = stateOf(world, machine.id)
    const found = [...state.keys()].map((key) => `${key}=${state.versions(key)[0].value}`)
    const committed = state.log?.committed
    return `  n${machine.id} ${state.role} of ${state.term} [${log}] committed ${committed}, reads ${found.join(' ') || 'nothing'}`
  })
}

const ROLES = Object.keys(RoleCode)
const OUTCOMES = ['ok', 'fail', 'unknown']

/** One line for each event that a reader of a protocol cares about. */
function eventText(event: TraceEvent): string | undefined {
  const { time, kind, node, operation, a, b } = event
  const at = `  ${(time / 1_000).toFixed(1)} n${node}`
  const entry = operation < 0 ? 'opening entry' : `write ${operation}`
  switch (kind) {
    case EventKind.role:
      return `${at} ${ROLES[a]} of term ${b}`
    case EventKind.append:
      return `${at} appends ${entry} at ${a}`
    case EventKind.truncate:
      return `${at} truncates ${entry} at ${a}`
    case EventKind.commit:
      return `${at} commits to ${a}`
    case EventKind.store:
      return `${at} shows ${entry}`
    case EventKind.lose:
      return `${at} loses ${entry}`
    case EventKind.return:
      return `  ${(time / 1_000).toFixed(1)} client has ${OUTCOMES[a]} for ${operation}`
    default:
      return undefined
  }
}
