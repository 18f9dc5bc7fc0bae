import { describe, expect, it } from 'vitest'
import { MAX_PAGE_BYTES } from '../../documents/allowed-types.ts'
import { settledOf } from '../../documents/document.ts'
import { NOW, aClientFile, aFollowUp, anInvoice, idOf } from '../../testing/a-client-file.ts'
import { Desk } from '../../testing/desk.ts'
import {
  aDocument,
  aPage,
  addDocument,
  changeDocument,
  hashOf,
  settleDocument,
  withdrawDocument,
} from '../../testing/document-entries.ts'
import { close, open, undo } from '../../testing/entries.ts'
import { decideOnFile } from '../decide.ts'
import { given } from '../../testing/given.ts'

const disputed = anInvoice('F1')
const file = aClientFile({
  items: [disputed, anInvoice('F2')],
  actions: [aFollowUp('Pallet 7', { resolverId: 'resolver' }, [disputed])],
  documents: [aDocument('pallet', { in: 'Pallet 7' }), aDocument('note', { of: ['F1', 'F2'] })],
})

describe('a document', () => {
  it('is added to a case with its pages on their way', () => {
    given(file)
      .when(
        addDocument(
          'delivery note',
          { in: 'Pallet 7' },
          { remark: 'Both pages', pages: [aPage(1), aPage(2)] },
        ),
      )
      .then(({ file: { documents }, applied }) => {
        expect(documents.at(-1)).toMatchObject({ name: 'delivery note', byId: 'collector', settled: [] })
        expect(applied.story).toMatchObject({ actionId: idOf('Pallet 7'), text: 'Both pages' })
        expect(applied.story.details).toMatchObject({ type: 'photo', pages: 2 })
      })
  })

  it('is added to a closed case, to items and to the client', () => {
    given(file)
      .when(close('Pallet 7'), addDocument('late', { in: 'Pallet 7' }))
      .then(({ file: { documents } }) => expect(documents).toHaveLength(3))
    given(file)
      .when(addDocument('of items', { of: ['F1', 'F9'] }))
      .then(({ file: { documents }, applied }) => {
        expect(documents.at(-1)).toMatchObject({ actionId: null, itemIds: [idOf('F1')] })
        expect(applied.leftOut).toEqual([{ itemId: idOf('F9'), because: 'notFound' }])
      })
    given(file)
      .when(addDocument('of the client'))
      .then(({ file: { documents } }) => expect(documents.at(-1)).toMatchObject({ itemIds: [] }))
  })

  it('is the client’s where its case was never opened', () => {
    const context = { ...new Desk(file).contextAt(NOW), refusedOpening: () => idOf('the opening') }
    const after = decideOnFile(addDocument('lost', { in: 'Never' }), file, 'client', context)
    const decision = after.decided[0]?.decision
    expect(decision).toMatchObject({ type: 'applied', story: { details: { meantFor: idOf('the opening') } } })
    expect(after.file.documents.at(-1)).toMatchObject({ actionId: null, name: 'lost' })
  })

  it('belongs to a case or to items, and to nothing that is not there', () => {
    given(file)
      .when(addDocument('both', { in: 'Pallet 7', of: ['F1'] }))
      .thenRefused('invalid')
    given(file)
      .when(addDocument('nowhere', { in: 'Pallet 9' }))
      .thenRefused('notFound', { what: 'action' })
    given(file)
      .when(addDocument('of nothing', { of: ['F9'] }))
      .thenRefused('nothingLeft')
    given(file, { holds: 'case' })
      .when(addDocument('of nothing', { of: ['F9'] }))
      .thenUnknown()
  })

  it('is refused for what can be told before its bytes have come', () => {
    const page = (fields: Parameters<typeof aPage>[1]) =>
      addDocument('bad', {}, { pages: [aPage(1, fields)] })
    given(file)
      .when(page({ mediaType: 'image/svg+xml' }))
      .thenRefused('invalid', { detail: 'typeNotAllowed' })
    given(file)
      .when(page({ bytes: MAX_PAGE_BYTES + 1 }))
      .thenRefused('invalid', { field: 'data.pages.0.bytes' })
    given(file)
      .when(page({ bytes: 0 }))
      .thenRefused('invalid')
    given(file)
      .when(page({ hash: 'ABC' }))
      .thenRefused('invalid')
    given(file).when(addDocument('\u202e/..')).thenRefused('invalid', { detail: 'nameless' })
  })

  it('has a name that is one', () => {
    given(file)
      .when(addDocument('etc', {}, { name: '../../etc/\u202egpj.exe' }))
      .then(({ file: { documents } }) => expect(documents.at(-1)?.name).toBe('gpj.exe'))
  })

  it('is there once, whoever says it twice', () => {
    given(file)
      .when(addDocument('pallet', { in: 'Pallet 7' }))
      .thenNoop('alreadySo')
    given(file)
      .when(addDocument('pallet', {}, {}, { by: 'sales' }))
      .thenRefused('idTaken')
  })
})

describe('a change of a document', () => {
  it('writes the fields it names, and the later one stands', () => {
    const at = { in: 'Pallet 7' }
    given(file)
      .when(
        changeDocument('pallet', { name: 'Broken pallet.jpg', type: 'other' }, at, { at: NOW + 2_000 }),
        changeDocument('pallet', { name: 'Pallet.jpg', isShownToCustomer: true }, at, { at: NOW + 1_000 }),
      )
      .then(({ file: { documents }, applied }) => {
        expect(documents[0]).toMatchObject({
          name: 'Broken pallet.jpg',
          type: 'other',
          isShownToCustomer: true,
        })
        expect(applied.superseded).toEqual(['name'])
      })
    given(file)
      .when(changeDocument('pallet', { type: 'photo' }, at))
      .thenNoop('alreadySo')
  })

  it('is of a document that belongs to what it says', () => {
    given(file)
      .when(changeDocument('pallet', { type: 'order' }))
      .thenRefused('notFound', { what: 'document' })
    given(file)
      .when(changeDocument('note', { type: 'order' }, { of: ['F1'] }))
      .then(() => {})
    given(file)
      .when(changeDocument('note', { type: 'order' }))
      .thenRefused('notFound')
    given(file)
      .when(changeDocument('note', { type: 'order' }, { of: ['F1', 'F9'] }))
      .thenRefused('notFound')
  })
})

describe('a document that is withdrawn', () => {
  it('is kept and marked, by the first who says so', () => {
    const at = { in: 'Pallet 7' }
    given(file)
      .when(withdrawDocument('pallet', 'Another pallet', at))
      .then(({ file: { documents }, applied }) => {
        expect(documents[0]?.withdrawn).toMatchObject({ byId: 'collector', reason: 'Another pallet' })
        expect(applied.story.text).toBe('Another pallet')
      })
    given(file)
      .when(withdrawDocument('pallet', 'One', at), withdrawDocument('pallet', 'Two', at, { by: 'sales' }))
      .thenNoop('alreadySo')
  })
})

describe('the bytes of a page', () => {
  it('are settled by the server alone, and anew when the scanner says something else', () => {
    given(file)
      .when(settleDocument('pallet'), settleDocument('pallet', { state: 'infected', reason: 'EICAR' }))
      .then(({ file: { documents }, applied }) => {
        expect(documents[0]?.settled).toHaveLength(1)
        expect(documents[0] && settledOf(documents[0], hashOf(1))).toMatchObject({ state: 'infected' })
        expect(applied.story.changes).toEqual([])
      })
    given(file)
      .when(settleDocument('pallet', {}, { by: 'creditManager' }))
      .thenRefused('notAllowed')
    given(file)
      .when(settleDocument('pallet', { hash: hashOf(9) }))
      .thenRefused('invalid')
    given(file).when(settleDocument('gone')).thenRefused('notFound', { what: 'document' })
    given(file).when(settleDocument('pallet'), settleDocument('pallet')).thenNoop('alreadySo')
  })
})

describe('undo', () => {
  const add = addDocument('mistake', { in: 'Pallet 7' })

  it('takes a document away though its bytes have come, and not what somebody has changed since', () => {
    given(file)
      .when(add, settleDocument('mistake'), undo(add))
      .then(({ file: { documents } }) => expect(documents.at(-1)).toMatchObject({ removed: true }))
    given(file)
      .when(add, changeDocument('mistake', { type: 'order' }, { in: 'Pallet 7' }), undo(add))
      .thenRefused('touchedSince', { fields: ['type'] })
  })

  it('brings back what was withdrawn', () => {
    const gone = withdrawDocument('pallet', 'blurred', { in: 'Pallet 7' })
    given(file)
      .when(gone, undo(gone))
      .then(({ file: { documents } }) => expect(documents[0]?.withdrawn).toBeNull())
  })

  it('of an opening is refused once there are documents in the case', () => {
    const opening = open('Pallet 8', ['F2'])
    given(file)
      .when(opening, addDocument('in it', { in: 'Pallet 8' }), undo(opening))
      .thenRefused('touchedSince', { fields: ['documents'] })
  })
})
