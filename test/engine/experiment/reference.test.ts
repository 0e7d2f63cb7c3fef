import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { describeCluster, describeScenario, type FieldReference } from '../../../engine/index.ts'

const SPEC = new URL('../../../engine/experiment/spec/', import.meta.url)

/** Where each type of a spec is written down, and where its fields stand in the reference. */
const TYPES: readonly (readonly [type: string, file: string, prefix: string])[] = [
  ['ClusterBase', 'scenario.ts', ''],
  ['ScenarioSpec', 'scenario.ts', ''],
  ['NetworkSpec', 'network.ts', 'network.'],
  ['LinkSpec', 'network.ts', 'network.links[].'],
  ['DiskSpec', 'settings.ts', 'disk.'],
  ['ServiceSpec', 'settings.ts', 'service.'],
  ['LimitsSpec', 'settings.ts', 'limits.'],
  ['ClientsSpec', 'workload.ts', 'workload(ycsb).'],
  ['ClientsSpec', 'workload.ts', 'workload(custom).'],
  ['KeysSpec', 'workload.ts', 'workload(ycsb).keys.'],
  ['MixSpec', 'workload.ts', 'workload(custom).'],
  ['SingleLeaderOptions', 'models/single-leader.ts', 'model(single-leader).'],
  ['SemiSyncOptions', 'models/replication.ts', 'model(single-leader).replication(semi-sync).'],
  ['VoteOptions', 'models/failover.ts', 'model(single-leader).failover(vote).'],
  ['MostUpToDateOptions', 'models/failover.ts', 'model(single-leader).failover(most-up-to-date).'],
  ['MultiLeaderOptions', 'models/multi-leader.ts', 'model(multi-leader).'],
  ['LeaderlessOptions', 'models/leaderless.ts', 'model(leaderless).'],
  ['ModelDefinition', 'models/custom.ts', 'model(custom).'],
]

/** Types whose own comment says what holds for every field that is left out. */
const COMMON_DEFAULT = ['LinkSpec', 'MixSpec']

const reference = new Map(describeScenario().map((field) => [field.path, field]))

/** The comments of an interface's fields, by name: what an editor shows. */
function commentsOf(type: string, file: string): Map<string, string> {
  const url = new URL(file, SPEC)
  const source = ts.createSourceFile(file, readFileSync(url, 'utf8'), ts.ScriptTarget.Latest, true)
  const found = source.statements.find(
    (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === type,
  ) as ts.InterfaceDeclaration
  return new Map(
    found.members.map((member) => {
      const [comment] = ts.getJSDocCommentsAndTags(member)
      return [member.name!.getText(), String((comment as ts.JSDoc | undefined)?.comment ?? '')]
    }),
  )
}

function shouldSay({ default: value }: FieldReference): string {
  if (typeof value === 'string') return `\`'${value}'\``
  if (typeof value !== 'number' && typeof value !== 'boolean') return ''
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

describe.each(TYPES)('the type %s (%s)', (type, file, prefix) => {
  const comments = [...commentsOf(type, file)]

  test.each(comments)('tells of %s what the reference tells', (name, comment) => {
    const field = reference.get(prefix + name)
    expect(field, `${prefix}${name} is in the reference`).toBeDefined()
    expect(comment).not.toBe('')
    const isSaidElsewhere = field!.required || COMMON_DEFAULT.includes(type)
    const hasPlainDefault = typeof field!.default !== 'object'
    if (isSaidElsewhere || !hasPlainDefault) return
    expect(comment).toMatch(/default/i)
    expect(comment).toContain(shouldSay(field!))
  })
})

test('every field of a scenario has a meaning, and says what is allowed and what holds without it', () => {
  const fields = [...describeScenario(), ...describeCluster()]
  for (const { path, meaning, allowed, required, otherwise, ...field } of fields) {
    expect(meaning, path).toMatch(/^[A-Z0-9].*\.$/)
    expect(allowed, path).not.toBe('')
    const isOptional = otherwise !== undefined || field.default !== undefined
    expect(isOptional, path).toBe(!required)
  }
})

test('the reference is plain data', () => {
  const fields = describeScenario()
  expect(JSON.parse(JSON.stringify(fields))).toEqual(fields)
  expect(fields.map(({ path }) => path)).toContain(
    'model(single-leader).failover(vote).electionTimeout.from',
  )
})
