import type { CheckedEntry } from './fault-schema.ts'

/** What a reader wants to know of a kind of fault; its parameters stand in its schema. */
export interface FaultText {
  /** How it is written. */
  readonly example: string
  /** The rule: exactly what it does. */
  readonly does: string
  /** How replicas and clients see it. */
  readonly seen: string
  /** What ends it before its time, or that nothing need to. */
  readonly ends: string
}

const AT_ONCE = 'at once'
const WITH_NORMAL = '`normal`'
const WITH_HEAL = '`heal`'

/** The catalogue of faults; the compiler sees to it that none is missing. */
export const FAULT_TEXTS: Readonly<Record<CheckedEntry['kind'], FaultText>> = {
  crash: {
    example: "crash('leader', { loses: 'unsynced', for: '2s' })",
    does: 'The process stops and its memory is gone. With `nothing`, all that was written stays (the process died); with `unsynced`, what no sync has covered is taken back (the power failed); with `everything`, the disk is new and empty.',
    seen: 'Messages to it are dropped; what it sent before still arrives. A wiped node is told by the number of its disk, so that it never uses a name twice.',
    ends: '`restart`',
  },
  restart: {
    example: "restart('n1')",
    does: 'Nodes that are down start a new process over their disks.',
    seen: 'As a node that starts: a former leader has to learn whether it still leads.',
    ends: AT_ONCE,
  },
  pause: {
    example: "pause('leader', { for: '10s' })",
    does: 'Nodes stand still, as in a long garbage collection or a suspended virtual machine. Messages, timers and syncs wait, in order, and their clocks run on.',
    seen: 'Others see silence. The node itself notices nothing: an old leader goes on leading until somebody tells it, unless it holds a lease that has run out.',
    ends: '`resume`',
  },
  resume: {
    example: "resume('n1')",
    does: 'Paused nodes go on; all that waited happens now.',
    seen: 'As late messages and late timers.',
    ends: AT_ONCE,
  },
  promote: {
    example: "promote('n2')",
    does: 'A person makes a node the leader. Nothing happens to a node that does not run.',
    seen: 'With failover `manual` it leads at once in a new term; with `vote` it stands for election. The old leader is not asked.',
    ends: AT_ONCE,
  },
  slow: {
    example: "slow('n1', { factor: 10, floor: '1ms' })",
    does: 'Each message takes `factor` times the service time, and at least `floor`, one after the other. Timers and disk keep their speed.',
    seen: 'Answers come late and queue up; heartbeats leave on time, so nobody takes it for dead.',
    ends: WITH_NORMAL,
  },
  'slow-disk': {
    example: "slowDisk('n1', { factor: 10, floor: '10ms' })",
    does: 'Each sync that begins takes `factor` times its usual time, and at least `floor`. Syncs are grouped as ever.',
    seen: 'Whatever waits for durability comes late: acknowledgements, votes. Reads do not.',
    ends: WITH_NORMAL,
  },
  'full-disk': {
    example: "fullDisk('n1', { for: '5s' })",
    does: 'No sync that begins ends until there is room again; the one under way still does.',
    seen: 'A node refuses clients what it would have to write, treats what other nodes send it to keep as lost, acknowledges nothing and casts no vote. It still serves reads and coordinates.',
    ends: WITH_NORMAL,
  },
  'lying-disk': {
    example: "lyingDisk('all', { delay: '1s' })",
    does: 'A sync is said to be done at once; what it covers is durable `delay` later, or when the fault ends.',
    seen: 'Not at all, until a crash that loses unsynced data takes writes, votes and positions that were acknowledged.',
    ends: WITH_NORMAL,
  },
  'clock-skew': {
    example: "clockSkew('n1', '-500ms', { for: '10s' })",
    does: 'The wall clock is ahead by `by`, or behind; the monotonic clock and timers are right.',
    seen: 'Only in stamps: where the last writer wins, the clock that is ahead wins. Leases and elections do not depend on it.',
    ends: WITH_NORMAL,
  },
  'clock-drift': {
    example: "clockDrift('n1', 1.01)",
    does: 'Both clocks run `rate` times as fast, and timers set from now on with them; those that are set already keep their time. When it ends the wall clock is set right, the monotonic clock keeps what it gained.',
    seen: 'Stamps go wrong slowly. A fast node loses patience early; a slow leader believes in its lease for too long, since leases count on clocks that run equally fast.',
    ends: WITH_NORMAL,
  },
  'clock-jump': {
    example: "clockJump('n1', '1h')",
    does: 'The wall clock is put forward by `by`, or back, for good.',
    seen: 'As a skew that stays.',
    ends: AT_ONCE,
  },
  normal: {
    example: "normal('n1')",
    does: 'Nodes are sound again: processor, disk and clock. A jump of a clock stays.',
    seen: 'A disk that was full ends its syncs, one that lied has written all.',
    ends: AT_ONCE,
  },
  partition: {
    example: "partition(['n1'], ['n2', 'n3'])",
    does: 'Messages between different groups are lost, both ways, when they are sent. Who is in no group reaches everybody.',
    seen: 'As silence. Messages on their way still arrive.',
    ends: WITH_HEAL,
  },
  isolate: {
    example: "isolate('leader')",
    does: 'Messages between these and anybody else, clients too, are lost.',
    seen: 'As silence.',
    ends: WITH_HEAL,
  },
  'one-way': {
    example: "oneWay({ from: 'n1', to: ['n2', 'n3'] })",
    does: 'Messages from the first to the second are lost; the way back stays open.',
    seen: 'Requests arrive that nobody hears answered, or the reverse.',
    ends: WITH_HEAL,
  },
  bridge: {
    example: "bridge('n3')",
    does: 'All other nodes fall into two halves, by number; messages between the halves are lost. The bridge reaches all, and so do clients and the controller.',
    seen: 'Each half may believe that the other is dead while the bridge talks to both.',
    ends: WITH_HEAL,
  },
  'majorities-ring': {
    example: 'majoritiesRing()',
    does: 'Each node hears a majority: itself and its nearest neighbours in the ring of numbers. What others send it is lost. With an even majority the ring is lopsided, one way.',
    seen: 'Every node may find a majority, and no two the same one.',
    ends: WITH_HEAL,
  },
  loss: {
    example: "loss(0.1, { between: ['n1', 'n2'] })",
    does: 'Each message is lost with this probability, on top of what the link loses anyway.',
    seen: 'As silence; who waits for an answer tries again.',
    ends: WITH_HEAL,
  },
  duplicate: {
    example: 'duplicate(0.1)',
    does: 'Each message arrives a second time with this probability, with a delay of its own.',
    seen: 'Requests and answers twice.',
    ends: WITH_HEAL,
  },
  reorder: {
    example: "reorder('20ms', { from: 'n1' })",
    does: 'Each message takes up to `spread` longer, evenly drawn, and links keep no order.',
    seen: 'Later messages before earlier ones.',
    ends: WITH_HEAL,
  },
  delay: {
    example: "delay('50ms', { to: 'us' })",
    does: 'Each message takes this much longer. Links keep their order also when it ends.',
    seen: 'As distance.',
    ends: WITH_HEAL,
  },
  bandwidth: {
    example: "bandwidth(100_000, { from: 'leader' })",
    does: 'Each link carries so many bytes a second each way: a message leaves when those before it have, and its own bytes. The queue has no limit.',
    seen: 'As delay that grows with what is sent.',
    ends: WITH_HEAL,
  },
  heal: {
    example: 'heal()',
    does: 'Ends every fault of the network. Messages that were lost stay lost.',
    seen: 'As the return of messages.',
    ends: AT_ONCE,
  },
  random: {
    example: "faults.random({ intensity: 'rough' })",
    does: 'Draws a schedule of faults from the seed, before the run; all have ended when it ends.',
    seen: 'As its faults, which stand in the list of the run.',
    ends: 'each fault by its own time',
  },
}
