import '#ui/tokens.css'
import '#ui/base.css'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { Boundary } from '#ui/Boundary.tsx'

const Office = lazy(async () => ({ default: (await import('#office/Office.tsx')).Office }))
const Phone = lazy(async () => ({ default: (await import('#phone/Phone.tsx')).Phone }))

const isOffice = /^\/xa(\/|$)/.test(location.pathname)
const root = document.getElementById('root')

// `public/browser.js` has already told the person why this browser will not do.
if (root && document.documentElement.dataset.refused === undefined)
  createRoot(root).render(
    <StrictMode>
      <Boundary fallback={<NotStarted />}>
        <Suspense fallback={null}>{isOffice ? <Office /> : <Phone />}</Suspense>
      </Boundary>
    </StrictMode>,
  )

/** Before any language is there to speak in. */
function NotStarted() {
  return (
    <main>
      <h1>Chưa mở được Sổ Thôn</h1>
      <p>Dữ liệu đã lưu vẫn an toàn. Hãy tải lại trang này khi có mạng.</p>
      <p lang="en">Sổ Thôn could not be opened. What was saved is safe. Reload this page when there is a network.</p>
      <a href="/rescue.html">Lưu dữ liệu ra tệp / Save the data to a file</a>
    </main>
  )
}
