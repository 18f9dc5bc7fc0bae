import type { Family } from '../catalogue.ts'

export const people = {
  title: 'My account',
  role: {
    administrator: 'Administrator',
    creditManager: 'Credit manager',
    collector: 'Collector',
    sales: 'Sales',
    resolver: 'Resolver',
    departmentUser: 'Department',
    guest: 'Guest',
  },
  offline: 'There is no network. This needs one.',
  refused: 'The server did not take this.',
  preferences: {
    title: 'Preferences',
    language: 'Language',
    asBrowser: 'As the browser',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    numbers: 'Numbers',
    asLanguage: 'As the language',
    example: 'Amounts and dates then look like this: {amount}, {day}.',
  },
  password: {
    title: 'Password',
    change: 'Change the password',
    others: 'Sign out my other devices',
    submit: 'Save the password',
    done: 'The password is changed.',
  },
  devices: {
    title: 'My devices',
    this: 'this device',
    unnamed: 'A browser',
    lastContact: 'last contact {time}',
    waiting: '{n} action not sent | {n} actions not sent',
    signedOut: 'signed out',
    signOut: 'Sign out',
    sure: 'Sign out {name}?',
    sureText: 'Whoever uses it has to sign in again there. What is not sent yet stays on it.',
    sureUnsent:
      '{n} action is not sent yet and stays on it until you sign in there again. | {n} actions are not sent yet and stay on it until you sign in there again.',
    done: '{name} is signed out.',
    empty: 'This device is listed after its first contact.',
  },
} as const satisfies Family
