import type { Micros } from '../../core/clock.ts'
import type { AnyMessage } from '../../network/message.ts'
import type { NodeContext } from '../../node/context.ts'
import { DurableCell } from '../../node/durable.ts'
import type { Process } from '../../node/machine.ts'
import { type EndpointId, NO_ENDPOINT } from '../../trace/event.ts'
import {
  createDetector,
  type DetectorSettings,
  type FailureDetector,
} from '../shared/failure-detector.ts'
import {
  type InSyncChange,
  inSyncAgreed,
  Kind,
  type LeaderAlive,
  leaseGrant,
  type PositionReply,
  positionRequest,
  promote,
  type SingleLeaderMessage,
} from './messages.ts'
import { majorityOf, type SingleLeaderSettings } from './settings.ts'

/** Which term it is and to whom it was given; NO_ENDPOINT while the controller chooses. Immutable. */
interface Appointment {
  readonly term: number
  readonly leader: EndpointId
  /** Who kept up with the latest leader, by the change of this number in its term; undefined where nobody knows. */
  readonly inSync: readonly EndpointId[] | undefined
  readonly change: number
}

/**
 * Watches the leader from outside and replaces it when it has been silent for longer than its detector bears: begins a new term at every replica
 * that it reaches, so that none helps the old leader any more, and promotes the one whose log is most advanced; where replication is in-sync, only of those that kept up.
 *
 * Invariants: (1) a term is given to one replica only, and that is durable before it is told; (2) while a leader's lease may run, no
 * other is promoted: the lease counts from when the leader called, the silence from when that call arrived; (3) no lease is longer than the silence that a
 * controller bears at its start, so that one that was restarted, and has forgotten its promises, keeps them.
 */
export class Controller implements Process {
  private readonly context: NodeContext
  private readonly settings: SingleLeaderSettings
  private readonly appointment: DurableCell<Appointment>
  private readonly detection: DetectorSettings
  /** Silence that is borne at first. */
  private readonly firstPatience: Micros
  /** Its watch on the present leader. */
  private detector: FailureDetector
  /** When the last lease that it granted ends. */
  private promisedUntil: Micros = Number.NEGATIVE_INFINITY
  private choosingSince: Micros = 0
  private formerLeader: EndpointId = NO_ENDPOINT
  /** Answers of this term, by endpoint. */
  private positions: (PositionReply | undefined)[] = []

  constructor(context: NodeContext, settings: SingleLeaderSettings, detection: DetectorSettings) {
    const { disk, replicas, isFirstStart } = context
    const initial = isFirstStart
      ? { term: 1, leader: replicas[0], inSync: replicas, change: 0 }
      : { term: 0, leader: NO_ENDPOINT, inSync: undefined, change: 0 }
    this.context = context
    this.settings = settings
    this.detection = detection
    this.appointment = disk.open('appointment', () => new DurableCell<Appointment>(disk, initial))
    this.detector = this.createDetector()
    this.firstPatience = this.detector.patience
  }

  /** Whatever was under way at a crash is begun anew in a later term, after the leader has had time to call. */
  start(): void {
    this.context.trace.role('controller', this.appointment.value.term)
    this.watch()
  }

  receive(from: EndpointId, received: AnyMessage): void {
    const message = received as SingleLeaderMessage
    if (message.kind === Kind.leaderAlive) this.hear(from, message)
    else if (message.kind === Kind.positionReply) this.notePosition(from, message)
    else if (message.kind === Kind.inSyncChange) this.noteInSync(from, message)
  }

  /** From now on it appoints from these; the leader may count on it once that is durable. */
  private noteInSync(from: EndpointId, { term, members, change }: InSyncChange): void {
    const current = this.appointment.value
    if (term !== current.term || from !== current.leader || change < current.change) return
    this.appointment.set({ ...current, inSync: members, change })
    this.context.disk.sync(() => this.context.send(from, inSyncAgreed(term, change)))
  }

  /** Grants the lease to the leader of the term; the term in the answer tells any other that it leads no more. */
  private hear(from: EndpointId, { term, sentAt }: LeaderAlive): void {
    const current = this.appointment.value
    if (term > current.term || (term === current.term && from !== current.leader)) return
    const length = term === current.term ? this.promise() : 0
    this.context.send(from, leaseGrant(current.term, sentAt, length))
  }

  /** Promises the leader, which has just called, to appoint no other for a while. */
  private promise(): Micros {
    const now = this.context.monotonicClock()
    this.detector.heard(now)
    const length = Math.min(this.detector.patience, this.firstPatience)
    this.promisedUntil = Math.max(this.promisedUntil, now + length)
    return length
  }

  private createDetector(): FailureDetector {
    const { context, settings, detection } = this
    return createDetector(detection, settings.heartbeatMicros, context.monotonicClock())
  }

  private watch(): void {
    const { deadline } = this.detector
    const wait = Math.max(deadline, this.promisedUntil) - this.context.monotonicClock()
    if (wait > 0) this.context.after(wait, () => this.watch())
    else this.beginTerm(this.appointment.value.term + 1)
  }

  private beginTerm(term: number): void {
    const { leader } = this.appointment.value
    if (leader !== NO_ENDPOINT) this.formerLeader = leader
    this.appointment.set({
      term,
      leader: NO_ENDPOINT,
      inSync: this.appointment.value.inSync,
      change: 0,
    })
    this.positions = this.context.replicas.map(() => undefined)
    this.choosingSince = this.context.monotonicClock()
    this.context.trace.role('controller', term)
    this.context.disk.sync(() => this.ask(term))
  }

  /** Asks all who have not answered, and again until the choice is made. */
  private ask(term: number): void {
    if (!this.isChoosing(term)) return
    if (this.mayChoose()) {
      this.choose()
      return
    }
    for (const id of this.context.replicas) {
      if (this.positions[id] === undefined) this.context.send(id, positionRequest(term))
    }
    this.context.after(this.settings.heartbeatMicros, () => this.ask(term))
  }

  private notePosition(from: EndpointId, reply: PositionReply): void {
    const { term, leader } = this.appointment.value
    if (reply.term > term) {
      this.beginTermAfter(reply.term, leader)
      return
    }
    if (!this.isChoosing(reply.term)) return
    this.positions[from] = reply
    if (this.haveAllAnswered()) this.choose()
  }

  /** A replica knows of a later term: this happens only to a controller that lost its disk. */
  private beginTermAfter(term: number, leader: EndpointId): void {
    if (leader === NO_ENDPOINT) this.beginTerm(term + 1)
  }

  private isChoosing(term: number): boolean {
    const { value } = this.appointment
    return value.term === term && value.leader === NO_ENDPOINT
  }

  /** Everybody but the leader that is gone. */
  private haveAllAnswered(): boolean {
    const { replicas } = this.context
    const areThere = replicas.every(
      (id) => id === this.formerLeader || this.positions[id] !== undefined,
    )
    return areThere && this.hasChoice(false)
  }

  /** Who has not answered for as long as a silent leader is given is taken for gone. */
  private mayChoose(): boolean {
    const hasWaited = this.context.monotonicClock() - this.choosingSince >= this.firstPatience
    return hasWaited && this.hasChoice(this.isUnclean)
  }

  /** Whether enough have answered. @param anybody whether those count that did not keep up */
  private hasChoice(anybody: boolean): boolean {
    const answers = this.positions.filter((position) => position !== undefined).length
    return answers >= this.answersNeeded() && (anybody || this.eligible().length > 0)
  }

  /** Those that have answered and have all that is committed, as far as the set of those that keep up says. */
  private eligible(): EndpointId[] {
    const { inSync } = this.appointment.value
    const { replicas } = this.context
    const answered = replicas.filter((id) => this.positions[id] !== undefined)
    if (this.settings.replication.kind !== 'in-sync' || inSync === undefined) return answered
    return answered.filter((id) => inSync.includes(id))
  }

  private get isUnclean(): boolean {
    const { replication } = this.settings
    return replication.kind === 'in-sync' && replication.unclean
  }

  /** Under `majority` enough that one of them has every committed entry; otherwise whoever is left. */
  private answersNeeded(): number {
    const { replication, replicas } = this.settings
    return replication.kind === 'majority' ? replicas - majorityOf(replicas) + 1 : 1
  }

  private choose(): void {
    const { term } = this.appointment.value
    const eligible = this.eligible()
    const isClean = eligible.length > 0
    const leader = mostAdvanced(
      this.positions.map((position, id) =>
        !isClean || eligible.includes(id) ? position : undefined,
      ),
    )
    const inSync = isClean ? eligible : [leader]
    this.appointment.set({ term, leader, inSync, change: 0 })
    this.detector = this.createDetector()
    this.context.disk.sync(() => {
      this.context.send(leader, promote(term, inSync))
      this.watch()
    })
  }
}

/** The latest last term, then the longest log, then the lowest number. */
function mostAdvanced(positions: readonly (PositionReply | undefined)[]): EndpointId {
  let best: EndpointId = NO_ENDPOINT
  for (const [id, position] of positions.entries()) {
    if (position === undefined) continue
    const held = positions[best]
    if (held === undefined || isAhead(position, held)) best = id
  }
  return best
}

const isAhead = (one: PositionReply, other: PositionReply): boolean =>
  one.lastTerm !== other.lastTerm ? one.lastTerm > other.lastTerm : one.length > other.length
