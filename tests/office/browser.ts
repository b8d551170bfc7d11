import { Window } from 'happy-dom'
import { waitPatiently } from '../patience.ts'

/**
 * A browser's globals beside Node's own: the pages find their document, and the real server of the same test keeps
 * Node's `Request`, `URL` and `crypto`. Import it before anything that loads React.
 */
const page = new Window({ url: 'http://localhost/xa', width: 1280, height: 800 })
const replaced = ['navigator', 'localStorage', 'Event', 'CustomEvent', 'EventTarget', 'MouseEvent']

for (const name of Object.getOwnPropertyNames(page)) {
  if (name in globalThis && !replaced.includes(name)) continue
  Object.defineProperty(globalThis, name, { configurable: true, writable: true, value: Reflect.get(page, name) })
}
for (const name of replaced)
  Object.defineProperty(globalThis, name, { configurable: true, writable: true, value: Reflect.get(page, name) })
Object.defineProperty(globalThis, 'window', { configurable: true, value: page })

await waitPatiently()
