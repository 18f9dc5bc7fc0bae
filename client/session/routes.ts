import type { AppRoute } from '../shell/app-route.ts'

export const sessionRoutes: AppRoute[] = [
  {
    path: '/sign-in',
    name: 'signIn',
    title: 'session.signIn.title',
    bar: false,
    open: true,
    view: () => import('./SignInView.vue'),
  },
  {
    path: '/locked',
    name: 'locked',
    title: 'session.lease.title',
    bar: false,
    open: true,
    view: () => import('./LockedView.vue'),
  },
  {
    path: '/forgot-password',
    name: 'forgotPassword',
    title: 'session.forgot.title',
    bar: false,
    open: true,
    view: () => import('./ForgotPasswordView.vue'),
  },
  {
    path: '/reset-password',
    name: 'resetPassword',
    title: 'session.reset.title',
    bar: false,
    open: true,
    view: () => import('./ResetPasswordView.vue'),
  },
  {
    path: '/invitation',
    name: 'invitation',
    title: 'invitations.joinTitle',
    bar: false,
    open: true,
    words: 'seldom',
    view: () => import('./InvitationView.vue'),
  },
]
