import type { AppRoute } from '../shell/app-route.ts'

export const documentRoutes: AppRoute[] = [
  {
    path: '/cases/:actionId/documents',
    name: 'caseDocuments',
    title: 'documents.title',
    bar: true,
    view: () => import('./CaseDocumentsView.vue'),
    props: true,
  },
  {
    path: '/clients/:clientId/documents',
    name: 'clientDocuments',
    title: 'documents.title',
    bar: true,
    view: () => import('./ClientDocumentsView.vue'),
    props: true,
  },
  {
    path: '/share',
    name: 'share',
    title: 'documents.share.title',
    bar: true,
    view: () => import('./ShareView.vue'),
  },
]
