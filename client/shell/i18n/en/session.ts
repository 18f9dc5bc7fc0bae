import type { Family } from '#shared/words/catalogue.ts'

export const session = {
  signIn: {
    title: 'Sign in',
    text: 'With the e-mail address and password of your work.',
    email: 'E-mail',
    password: 'Password',
    show: 'Show',
    hide: 'Hide',
    submit: 'Sign in',
    forgot: 'Forgotten password',
    needsEmail: 'Enter your e-mail address.',
    needsPassword: 'Enter your password.',
    wrong: 'E-mail or password is wrong.',
    tooMany: 'Too many attempts. Wait a few minutes, then try again.',
    deactivated: 'This account is switched off. Ask your administrator.',
    offline: 'There is no network. Signing in needs one; what is on this device stays.',
    serverDown: 'The server does not answer. Try again in a moment.',
  },
  locked: {
    title: 'Signed out',
    toSend: 'Sign in to send {n} action. | Sign in to send {n} actions.',
    toGoOn: 'Sign in to see what is new.',
    kept: 'Your work is kept on this device. It is sent as soon as you sign in.',
    ofAnother:
      '{n} action of {name} stays on this device until {name} signs in again. | {n} actions of {name} stay on this device until {name} signs in again.',
    goOn: 'Go on without signing in',
  },
  lease: {
    title: 'This device is locked',
    text: 'It has had no contact with the server for more than {n} day (last: {time}). Sign in to go on where you were. | It has had no contact with the server for more than {n} days (last: {time}). Sign in to go on where you were.',
    kept: '{n} action that was not sent is kept here. It is sent as soon as you have signed in. | {n} actions that were not sent are kept here. They are sent as soon as you have signed in.',
    nothingUnsent: 'Everything you did here had been sent.',
    signIn: 'Sign in',
    export: 'Export as a file',
    network: 'Signing in needs a network. Your data stays on this device until then, and nobody sees it.',
  },
  ended: {
    deactivated: 'This account was switched off.',
    signedOut: 'This device was signed out from another one.',
    handed:
      '{n} action that was not sent has been handed to the administrators. | {n} actions that were not sent have been handed to the administrators.',
    left: '{n} action that was not sent is locked here until it can be handed to the administrators. | {n} actions that were not sent are locked here until they can be handed to the administrators.',
    wiped: 'The data on this device was removed.',
  },
  forgot: {
    title: 'Forgotten password',
    text: 'Enter your e-mail address. A link to choose a new password is made; it is good for an hour.',
    honest: 'Suivi does not send mail yet: ask your administrator for the link, it is in the server’s log.',
    submit: 'Make a link',
    doneTitle: 'The link is made',
    doneText:
      'If somebody works here under {email}, the server’s log now has a link. Suivi does not send mail yet: ask your administrator for it.',
    back: 'Back to sign in',
  },
  reset: {
    title: 'New password',
    text: 'Choose a new password. All devices are then signed out.',
    submit: 'Save the password',
    doneTitle: 'The password is changed',
    doneText: 'Sign in with the new one. All devices were signed out.',
    badLink: 'This link has been used or is older than an hour.',
    again: 'Ask for a new link',
  },
  password: {
    current: 'Present password',
    new: 'New password',
    hint: 'At least {n} characters. A sentence is good.',
    tooShort: 'At least {n} characters.',
    tooLong: 'At most {n} characters.',
    wrongCurrent: 'The present password is wrong.',
  },
  first: {
    title: 'Your data is on its way',
    text: 'The first time takes a moment. After that everything is on this device.',
    offlineTitle: 'The first time needs a network',
    offlineText: 'Nothing of yours is on this device yet. It comes as soon as there is a connection.',
    outdatedTitle: 'Suivi has been updated',
    outdatedText:
      'This page is of an older version. Load it again to go on; what is kept on this device stays.',
    failedTitle: 'This browser does not keep data',
    failedText:
      'The database of the browser could not be opened. A private window or a full disk can be the cause.',
  },
  notice: {
    signIn: 'You are signed out. Sign in to send and to see what is new.',
    signInToSend:
      'You are signed out. Sign in to send {n} action. | You are signed out. Sign in to send {n} actions.',
    signInNow: 'Sign in',
    locks:
      'No contact with the server for days: this device locks in {n} day. Go online once to go on. | No contact with the server for days: this device locks in {n} days. Go online once to go on.',
    old: '{n} action has waited for more than a day. | {n} actions have waited for more than a day.',
    oldNow: 'See them',
  },
  signOut: {
    title: 'Sign out',
    sure: 'Sign out of this device?',
    sureText: 'To work here again you need a network to sign in.',
    unsent: '{n} action is not sent yet | {n} actions are not sent yet',
    unsentText:
      'What is not sent waits on this device until you sign in here again. Nobody else sees or sends it.',
    sendNow: 'Send now',
    export: 'Export as a file',
    anyway: 'Sign out anyway',
    now: 'Sign out',
    offline: 'Signing out needs a network: the server has to end the session.',
    serverDown: 'The server does not answer, so the session could not be ended. Try again.',
  },
} as const satisfies Family
