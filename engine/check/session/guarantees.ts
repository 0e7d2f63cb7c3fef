import type { ReadGuarantee } from '../causal/verdicts.ts'
import type { Guarantee } from '../verdict.ts'

export type SessionGuarantee = Extract<
  Guarantee,
  'read your writes' | 'monotonic reads' | 'monotonic writes' | 'writes follow reads'
>

/**
 * The four session guarantees (Terry, Demers, Petersen, Spreitzer, Theimer and Welch, "Session guarantees for weakly consistent replicated data", 1994), as far as
 * clients can see them: what a read must not go behind is known to its own session or to one that it has heard of, because that session wrote it or read it.
 *
 *                        it was written   it was read
 *     by its own session   read your writes   monotonic reads
 *     by one heard of      monotonic writes   writes follow reads
 *
 * Terry's guarantees speak of what servers hold; the last two here are what a client can tell of them, in the words that are usual since: whoever has seen a
 * write has also seen what its session wrote, or read, before it.
 *
 * What is older is judged by causality alone (`NewerVersions`): a version is older than another when its write comes causally before the other's. Versions of
 * which neither precedes the other count as neither older nor newer, whatever the clock said, so a causally consistent history keeps all four: causal
 * consistency bounds the causal past, of which what is own and what was heard of are parts. With a store's own order of versions more could be found.
 */
export const SESSION_GUARANTEES: Readonly<Record<SessionGuarantee, ReadGuarantee>> = {
  /** A read returns nothing older than what its session had written to the key before. */
  'read your writes': {
    guarantee: 'read your writes',
    rule: { knowledge: 'wrote', among: 'own' },
    tested: 'of a key that their session had written before',
    vacuous: 'No session read a key that it had written before, so none could miss its own write.',
    lapse: 'went behind a write of their own session',
  },
  /** A read returns nothing older than what its session had read of the key before. */
  'monotonic reads': {
    guarantee: 'monotonic reads',
    rule: { knowledge: 'read', among: 'own' },
    tested: 'of a key that their session had read before',
    vacuous: 'No session read a key twice after it was written, so none could go back.',
    lapse: 'went behind a read of their own session',
  },
  /** Who has read a write returns, of every key, nothing older than what the writer had written before it. */
  'monotonic writes': {
    guarantee: 'monotonic writes',
    rule: { knowledge: 'wrote', among: 'heard' },
    tested: 'of a key that a writer they had read from had written earlier',
    vacuous:
      'No session read a key of which it had read a later write of the same writer, so none could see writes out of order.',
    lapse: 'went behind an earlier write of a writer that their session had read from',
  },
  /** Who has read a write returns, of every key, nothing older than what the writer had read before it. */
  'writes follow reads': {
    guarantee: 'writes follow reads',
    rule: { knowledge: 'read', among: 'heard' },
    tested: 'of a key that a writer they had read from had read earlier',
    vacuous:
      'No session read a key that the writer of something it had read had read before, so none could see an effect without its cause.',
    lapse: 'went behind what a writer that their session had read from had read before',
  },
}

export const SESSION_NAMES = Object.keys(SESSION_GUARANTEES) as readonly SessionGuarantee[]
