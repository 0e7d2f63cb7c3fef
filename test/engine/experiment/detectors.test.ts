import { describe, expect, it } from 'vitest'
import {
  type Cluster,
  cluster,
  faults,
  fixedTimeout,
  latency,
  leaderless,
  mostUpToDate,
  phiAccrual,
  simulate,
  singleLeader,
} from '../../../engine/index.ts'

const suspects = (lab: Cluster) => lab.state().nodes.map(({ details }) => details.suspects)

describe('phi accrual among leaderless nodes', () => {
  const build = () =>
    cluster({ model: leaderless({ suspectAfter: phiAccrual(), heartbeat: '100ms' }) })

  it('suspects a node that is gone though nobody asks it for anything, until it is back', () => {
    const lab = build()
    lab.advance('2s')
    expect(suspects(lab)).toEqual([0, 0, 0])
    lab.crash('n3').advance('500ms')
    expect(suspects(lab).slice(0, 2)).toEqual([1, 1])
    lab.restart('n3').advance('500ms')
    expect(suspects(lab)).toEqual([0, 0, 0])
  })

  it('suspects nobody without heartbeats as long as nobody is asked', () => {
    const lab = cluster({ model: leaderless({ suspectAfter: fixedTimeout('100ms') }) })
    lab.crash('n3').advance('5s')
    expect(suspects(lab).slice(0, 2)).toEqual([0, 0])
  })
})

describe('phi accrual of a controller', () => {
  const failover = (detectAfter: ReturnType<typeof phiAccrual>, network = {}) =>
    simulate({
      model: singleLeader({ failover: mostUpToDate({ detectAfter }) }),
      network,
      faults: [faults.at('5s').crash('n1')],
      duration: '8s',
    })
  /** Of all leaders but the first. */
  const takeovers = (run: ReturnType<typeof failover>) =>
    run.metrics.story.events.filter(({ kind }) => kind === 'leader').slice(1)

  it('appoints another soon after a crash where heartbeats come like clockwork', () => {
    const [takeover, ...more] = takeovers(failover(phiAccrual()))
    expect(more).toEqual([])
    expect(takeover.time - 5_000_000).toBeGreaterThan(80_000)
    expect(takeover.time - 5_000_000).toBeLessThan(400_000)
  })

  it('waits longer where they do not, and is not misled by it', () => {
    const jitter = { latency: latency.lognormal({ p50: '20ms', p99: '300ms' }), ordered: false }
    const timeouts = takeovers(failover(fixedTimeout('110ms'), jitter))
    expect(timeouts.length).toBeGreaterThan(1)
    const [takeover, ...more] = takeovers(failover(phiAccrual({ threshold: 12 }), jitter))
    expect(more).toEqual([])
    expect(takeover.time).toBeGreaterThan(5_100_000)
  })

  it('is a time by another name where it is a fixed timeout', () => {
    const named = failover(fixedTimeout('700ms'))
    const short = failover('700ms' as never)
    expect(named.fingerprint).toBe(short.fingerprint)
  })
})
