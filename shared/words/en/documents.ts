import type { Family } from '../catalogue.ts'

export const documents = {
  title: 'Documents',
  type: {
    deliveryNote: 'Delivery note',
    order: 'Order',
    photo: 'Photo',
    contract: 'Contract',
    letter: 'Letter',
    other: 'Other document',
  },
  state: {
    onItsWay: 'On its way',
    notScanned: 'Not scanned',
    clean: 'Scanned, clean',
    infected: 'Infected: kept apart',
    cannotBeScanned: 'Cannot be scanned: kept apart',
    refused: 'Refused',
  },
  refusedBecause: {
    empty: 'the file is empty',
    tooBig: 'the file is larger than 50 MB',
    typeNotAllowed: 'files of this type are not taken',
    notWhatItSays: 'the file is not what its name says',
    broken: 'the file is damaged',
    tooManyPixels: 'the picture is too large',
    tooSlow: 'the picture took too long to read',
    otherBytes: 'what arrived is not what was sent',
  },
} as const satisfies Family
