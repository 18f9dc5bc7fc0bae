import type { Family } from '#shared/words/catalogue.ts'

export const casework = {
  who: {
    department: 'A department',
    departmentOf: 'Department · {n} person | Department · {n} people',
    role: 'Everybody with this role',
    contact: 'Contact of the client',
    left: 'No longer here',
  },
  stage: {
    title: 'Stage',
    none: 'No stage yet',
    of: '{n} of {count}',
    moveOn: 'On to: {stage}',
    moved: 'Stage: {stage}',
    movedUntil: 'Stage: {stage}, back on {day}',
    sheet: 'Move to a stage',
    now: 'now',
    days: 'This stage proposes {n} day. | This stage proposes {n} days.',
    comment: 'Internal comment',
    commentHint: 'This stage asks for it first.',
    commentNeeded: 'Say in a few words why it goes there.',
    choose: 'Choose a stage',
    submit: 'Move to: {stage}',
  },
  decision: {
    title: 'Record a decision',
    label: 'What was decided, and why',
    placeholder: 'For example: we credit 310.00, the pallet came broken.',
    needed: 'Say what was decided.',
    submit: 'Record it',
    done: 'Decision recorded',
  },
  participants: {
    title: 'Participants',
    add: 'Add somebody',
    sheet: 'Who takes part?',
    added: '{name} takes part',
    removed: '{name} takes part no longer',
    remove: 'Take {name} out',
    stillAsked: 'Asked in an open validation: stays until it is answered',
  },
  mention: {
    button: 'Mention',
    list: 'Colleagues',
    joining:
      '{names} cannot see this case yet: they take part from then on. | {names} cannot see this case yet: they take part from then on.',
    leftOut: '{names} only reads and is not told. | {names} only read and are not told.',
  },
  paper: {
    title: 'Export the history as PDF',
    name: { plan: 'Instalment plan {name}', history: 'History {name}' },
    done: 'The PDF is ready',
    offline: 'The PDF is made by the server: it needs a network.',
    notThere: 'The server does not have this yet. Try again once it has been sent.',
    failed: 'The PDF could not be made. Try again later.',
  },
  toDo: {
    joining: '{name} sees this case from then on.',
  },
} as const satisfies Family
