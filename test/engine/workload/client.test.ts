import { describe, expect, it } from 'vitest'
import type { ClientReply } from '../../../engine/protocols/client.ts'
import type { Model } from '../../../engine/protocols/model.ts'
import { Action } from '../../../engine/trace/history.ts'
import { Bench } from '../support/scenario.ts'

type Answer = Partial<ClientReply> | 'silence' | 'elsewhere'

/** A model whose replicas give the answers of a list, one a request, the last one for ever. */
function scripted(...answers: readonly Answer[]): { model: Model; asked: number[] } {
  const asked: number[] = []
  const model: Model = {
    name: 'scripted',
    replicas: 3,
    createReplica: (context) => ({
      start: () => {},
      receive(from, { operation }) {
        const answer = answers[Math.min(asked.push(context.id), answers.length) - 1]
        if (answer === 'silence') return
        const reply: ClientReply = {
          kind: 'reply',
          operation,
          bytes: 1,
          status: 'ok',
          versions: [],
          context: undefined,
          leader: -1,
          ...(answer === 'elsewhere'
            ? { status: 'redirect', leader: context.id === 0 ? 1 : 0 }
            : answer),
        }
        context.send(from, reply)
      },
      inspect: () => ({
        role: 'replica',
        term: 0,
        keys: () => [],
        versions: () => [],
        details: {},
      }),
    }),
    createRouter: () => {
      let next = 0
      return {
        choose: () => next,
        learn: (_from, reply) => {
          if (reply === undefined) next = (next + 1) % 3
          else if (reply.leader >= 0) next = reply.leader
        },
      }
    },
    authorities: () => [],
  }
  return { model, asked }
}

const REFUSED: Answer = { status: 'refused' }

/** Requests that reach replicas while every message arrives twice. */
function askTwice(action: Action, ...answers: readonly Answer[]) {
  const { model, asked } = scripted(...answers)
  const { operation } = new Bench(model, { duplication: 1 }).perform({ action, key: 0 })
  return { outcome: operation.outcome, asked }
}

function ask(action: Action, answers: readonly Answer[], retries = 0, replica?: number) {
  const { model, asked } = scripted(...answers)
  const lab = new Bench(model, { retries })
  const { outcome, invoked, returned } = lab.perform({ action, key: 0, replica }).operation
  return { outcome, took: returned - invoked, asked }
}

describe('a client', () => {
  it('is done when a replica says so', () => {
    expect(ask(Action.write, [{}])).toEqual({ outcome: 'ok', took: 2_000, asked: [0] })
  })

  it('follows a redirect to the leader', () => {
    expect(ask(Action.write, [{ status: 'redirect', leader: 2 }, {}])).toEqual({
      outcome: 'ok',
      took: 4_000,
      asked: [0, 2],
    })
  })

  it('asks again after a refusal, until its time is over; then the write has certainly failed', () => {
    expect(ask(Action.write, [REFUSED, REFUSED, {}])).toMatchObject({ outcome: 'ok', took: 16_000 })
    expect(ask(Action.write, [REFUSED])).toMatchObject({ outcome: 'fail', took: 1_000_000 })
  })

  it('does not know what became of a write without an answer; a read has failed', () => {
    expect(ask(Action.write, ['silence'])).toMatchObject({ outcome: 'unknown', took: 1_000_000 })
    expect(ask(Action.read, ['silence'])).toMatchObject({ outcome: 'fail', took: 1_000_000 })
  })

  it('remembers over retries that an earlier attempt may have taken effect', () => {
    expect(ask(Action.write, ['silence', REFUSED], 1)).toMatchObject({
      outcome: 'unknown',
      took: 2_000_000,
    })
    expect(ask(Action.write, [{ status: 'uncertain' }, REFUSED], 1)).toMatchObject({
      outcome: 'unknown',
    })
    expect(ask(Action.write, ['silence', {}], 1)).toEqual({
      outcome: 'ok',
      took: 1_002_000,
      asked: [0, 1],
    })
  })

  it('takes the word of the one replica that was to be asked', () => {
    expect(ask(Action.write, [{ status: 'redirect', leader: 0 }], 0, 1)).toEqual({
      outcome: 'fail',
      took: 2_000,
      asked: [1],
    })
    expect(ask(Action.read, [REFUSED], 0, 1)).toEqual({ outcome: 'fail', took: 2_000, asked: [1] })
  })

  it('is not moved to ask again by the double of an answer', () => {
    const redirects: Answer[] = [2, 2, 1, 1].map((leader) => ({ status: 'redirect', leader }))
    expect(askTwice(Action.read, ...redirects, {}).asked).toEqual([0, 0, 2, 2, 1, 1])
    const askings = (1_000_000 - 2_000) / (2_000 + 5_000)
    expect(askTwice(Action.read, REFUSED).asked.length).toBeLessThanOrEqual(
      2 * Math.ceil(askings) + 2,
    )
  })

  it('pauses where replicas send it to each other, so that doubles of answers cannot pile up', () => {
    // Three at once, then a pause: four round trips of 2 ms and 5 ms.
    const rounds = Math.ceil(1_000_000 / (4 * 2_000 + 5_000))
    expect(ask(Action.read, ['elsewhere']).asked.length).toBeLessThanOrEqual(4 * rounds)
    expect(askTwice(Action.read, 'elsewhere').asked.length).toBeLessThanOrEqual(2 * 4 * 200)
  })

  it('does not take a refused write for failed when a copy of it may still be done', () => {
    expect(askTwice(Action.write, REFUSED).outcome).toBe('unknown')
    expect(askTwice(Action.read, REFUSED).outcome).toBe('fail')
  })
})
