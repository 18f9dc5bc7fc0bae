import { idFrom } from '../base/ids.ts'
import type { ClientFile } from '../clients/client-file.ts'
import type { FileKind } from '../clients/case-file.ts'
import type { Preferences } from '../people/preferences.ts'
import { withRealCases } from './aliases.ts'
import type { Decided } from './decided.ts'
import { type Decision, refuse } from './decision.ts'
import { asksFor, dependsOn, onClientsFile } from './dependents.ts'
import type { Entry } from './entry.ts'
import type { Context, EntryKind, FindKind, StateOf, SubjectType, Touched } from './entry-kind.ts'
import { withRows } from './file-draft.ts'

/**
 * The one rule. An entry and the file it is about go in, what changes or why not comes out; the phone runs it to show
 * the result at once, the server runs it again and its answer wins. Pure: same input, same output. Of a kind that is not
 * known where it is decided, nothing is said: it waits for somebody who knows it.
 */
export function decideBy(findKind: FindKind) {
  return { decideOnFile, decideOnCompany, decideOnPerson }

  function ofClients(name: string): EntryKind<'client'> | undefined {
    const kind = findKind(name)
    return kind?.subject === 'client' ? kind : undefined
  }

  function ofCompany(name: string): EntryKind<'company'> | undefined {
    const kind = findKind(name)
    return kind?.subject === 'company' ? kind : undefined
  }

  function ofPerson(name: string): EntryKind<'person'> | undefined {
    const kind = findKind(name)
    return kind?.subject === 'person' ? kind : undefined
  }

  /**
   * Decides an entry on a client file, and then what it causes, at most 8 deep.
   * Returns the decisions in order and the file after them. A rule that throws is a refusal of this entry alone.
   */
  function decideOnFile(
    entry: Entry,
    file: ClientFile,
    holds: FileKind,
    context: Context,
  ): { decided: Decided[]; file: ClientFile } {
    const decided: Decided[] = []
    const after = decideWithCaused(entry, null, file, holds, context, decided, 0)
    return { decided, file: after }
  }

  function decideWithCaused(
    entry: Entry,
    cause: string | null,
    file: ClientFile,
    holds: FileKind,
    context: Context,
    decided: Decided[],
    depth: number,
  ): ClientFile {
    const decision = decideInFile(entry, { file, holds }, context)
    decided.push({ entry, cause, decision })
    if (decision.type === 'noop' && decision.rows) return withRows(file, decision.rows)
    if (decision.type !== 'applied') return file
    let after = withRows(file, decision.rows)
    if (depth < CAUSED_DEPTH)
      for (const next of decision.caused)
        after = decideWithCaused(next, entry.id, after, holds, context, decided, depth + 1)
    return after
  }

  /** An entry under the ids the file knows; one whose action was never opened is sorted out first. */
  function decideInFile(entry: Entry, state: StateOf['client'], context: Context): Decision {
    const kind = ofClients(entry.kind)
    if (!kind) return misplaced(entry)
    try {
      const { real, read } = readFor(entry, kind, state.file)
      if ('refusal' in read) return refuse(read.refusal)
      if ('unknown' in read) return { type: 'unknown' }
      const asked = askedOf(real, read.touched, state.file)
      if (asked === null) return { type: 'unknown' }
      const lost = dependsOn(asked, state.file, context, ofClients)
      if (lost === null) return read.decide(state, context)
      return kind.additive
        ? decideApart(onClientsFile(real), lost, kind, state, context)
        : refuse({ type: 'dependsOn', entryId: lost })
    } catch {
      return refuse({ type: 'defect', reference: idFrom(entry.id, 'defect') })
    }
  }

  function readFor(entry: Entry, kind: EntryKind<'client'>, file: ClientFile) {
    const read = kind.read(entry)
    // What an opening opens is its own to say.
    const real = 'touched' in read && read.touched.opens ? entry : withRealCases(entry, file)
    return { real, read: real === entry ? read : kind.read(real) }
  }

  /**
   * What is worked on: by the answer to a parked entry, what that entry works on. Null when a newer build has left that,
   * and this one cannot read it.
   */
  function askedOf(entry: Entry, touched: Touched, file: ClientFile): Touched | null {
    const asked = asksFor(entry, file)
    if (asked === entry) return touched
    const kind = ofClients(asked.kind)
    const read = kind && readFor(asked, kind, file).read
    if (!read || 'unknown' in read) return null
    return 'touched' in read ? read.touched : touched
  }

  function decideApart(
    entry: Entry,
    lost: string,
    kind: EntryKind<'client'>,
    state: StateOf['client'],
    context: Context,
  ): Decision {
    const decision = decideOne(kind, entry, state, context)
    if (decision.type !== 'applied') return decision
    const { story } = decision
    return { ...decision, story: { ...story, details: { ...story.details, meantFor: lost } } }
  }

  /** Decides an entry about the company's settings, which the context holds. */
  function decideOnCompany(entry: Entry, context: Context): Decided {
    return { entry, cause: null, decision: decideOne(ofCompany(entry.kind), entry, {}, context) }
  }

  /** Decides an entry about one person's own things. */
  function decideOnPerson(entry: Entry, preferences: Preferences, context: Context): Decided {
    return {
      entry,
      cause: null,
      decision: decideOne(ofPerson(entry.kind), entry, { preferences }, context),
    }
  }

  function decideOne<S extends SubjectType>(
    kind: EntryKind<S> | undefined,
    entry: Entry,
    state: StateOf[S],
    context: Context,
  ): Decision {
    if (!kind) return misplaced(entry)
    try {
      const read = kind.read(entry)
      if ('unknown' in read) return { type: 'unknown' }
      return 'refusal' in read ? refuse(read.refusal) : read.decide(state, context)
    } catch {
      return refuse({ type: 'defect', reference: idFrom(entry.id, 'defect') })
    }
  }

  /** A kind nobody here knows waits for the update; one that is about something else would wait for ever. */
  function misplaced({ kind, subject }: Entry): Decision {
    if (!findKind(kind)) return { type: 'unknown' }
    if (kind === 'entry.undone') return refuse({ type: 'cannotUndo' })
    return refuse({ type: 'invalid', field: 'subject', detail: `${kind} is not about a ${subject.type}` })
  }
}

const CAUSED_DEPTH = 8
