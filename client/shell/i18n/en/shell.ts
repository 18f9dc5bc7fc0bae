import type { Family } from '../catalogue.ts'

export const shell = {
  appName: 'Suivi',
  skip: 'Skip to the content',
  navigation: 'Main',
  agenda: 'Agenda',
  clients: 'Clients',
  new: 'New',
  cases: 'Cases',
  more: 'More',
  gallery: 'Components',
  notFound: {
    title: 'Nothing lives at this address',
    text: 'The link may be old, or what it showed is no longer yours to see.',
    home: 'Go to the agenda',
  },
  update: {
    text: 'A newer version is ready.',
    now: 'Update now',
    later: 'Later',
  },
  install: {
    text: 'Install Suivi to open it from the home screen, without a network too.',
    now: 'Install',
    ios: 'To work without a network, add Suivi to the home screen: tap Share, then “Add to Home Screen”.',
    dismiss: 'Not now',
  },
  insecure:
    'This address is plain HTTP, so the browser keeps nothing here for work without a network: open Suivi over HTTPS, or start it with --lan.',
  help: {
    title: 'Keys',
    everywhere: 'Everywhere',
    here: 'On this screen',
    show: 'Show the keys',
    palette: 'Search and commands',
    undo: 'Undo the last change',
    next: 'Next row',
    previous: 'Previous row',
    openRow: 'Open the row',
    reschedule: 'Reschedule',
    comment: 'Comment',
    search: 'Search',
    create: 'New',
  },
  palette: {
    title: 'Search and commands',
    placeholder: 'Client, item, case or command',
    commands: 'Commands',
    results: 'Found',
    empty: 'Nothing found for “{query}”',
  },
} as const satisfies Family
