import type { Family } from '#shared/words/catalogue.ts'

export const notices = {
  title: 'Notices',
  readAll: 'Mark all as read',
  new: 'new',
  empty: 'No notices',
  emptyText: 'When somebody mentions you, gives you a case or asks you something, it stands here.',
  why: {
    mentioned: '{name} mentioned you',
    given: '{name} gave you a case',
    toDo: '{name} gave you a to-do',
    joined: '{name} let you into a case',
    asked: '{name} asks for your validation',
    answered: '{name} answered your question',
  },
} as const satisfies Family
