/** What a tool that cannot read `.vue` files (the linter) takes a component for; vue-tsc reads the files. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent<object, object, unknown>
  export default component
}
