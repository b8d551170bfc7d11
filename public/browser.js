/*
 * Runs before anything else, as a classic script that any browser can read: where the app cannot work, it says so
 * in plain words instead of leaving an empty page. Nothing stored on the phone is touched.
 */
checkBrowser(window)

function checkBrowser(here) {
  const found = problemOf(here)
  if (found) refuse(here, found)
  else watchStart(here)
}

/** Why the app cannot start in this window; undefined if it can. */
function problemOf(here) {
  const agent = here.navigator.userAgent
  const isOffice = here.location.pathname.indexOf('/xa') === 0
  if (!isOffice && /Zalo|FBAN|FBAV|FB_IAB|Messenger|Instagram|\bLine\/|; wv\)/.test(agent)) return 'in_app'
  if (!isOffice && here.isSecureContext === false) return 'not_secure'
  if (isOld(here) || (!isOffice && cannotKeep(here))) return 'too_old'
  return undefined
}

function isOld(here) {
  const script = here.document.createElement('script')
  return !('noModule' in script) || lacks(here, ['Array.prototype.toSorted', 'Object.hasOwn', 'AbortSignal.timeout'])
}

function cannotKeep(here) {
  return lacks(here, ['indexedDB', 'crypto.subtle', 'navigator.locks', 'navigator.serviceWorker'])
}

function lacks(here, names) {
  return names.some((name) => !name.split('.').reduce((holder, part) => (holder ? holder[part] : undefined), here))
}

/** The app's own modules may fail to arrive, and the browser may refuse to keep anything (private windows do). */
function watchStart(here) {
  here.addEventListener(
    'error',
    (event) => {
      const from = event.target
      if (from && from.tagName === 'SCRIPT' && from.type === 'module') refuse(here, 'not_loaded')
    },
    true,
  )
  if (here.location.pathname.indexOf('/xa') === 0) return
  const probe = here.indexedDB.open('so-thon-probe')
  probe.onerror = () => {
    refuse(here, 'not_kept')
  }
  probe.onsuccess = () => {
    probe.result.close()
    here.indexedDB.deleteDatabase('so-thon-probe')
  }
}

function refuse(here, problem) {
  const words = wordsFor(problem)
  const page = here.document
  page.documentElement.setAttribute('data-refused', problem)
  function write() {
    page.body.textContent = ''
    const main = page.createElement('main')
    main.setAttribute('class', 'refused')
    add(page, main, 'h1', words.title)
    add(page, main, 'p', words.vi)
    add(page, main, 'p', 'Dữ liệu đã lưu trên máy này không mất.')
    if (problem === 'in_app') add(page, main, 'p', here.location.href)
    add(page, main, 'p', words.en).setAttribute('lang', 'en')
    add(page, main, 'p', 'Nothing saved on this phone is lost.').setAttribute('lang', 'en')
    page.body.appendChild(main)
  }
  if (page.body) write()
  else page.addEventListener('DOMContentLoaded', write)
}

function add(page, parent, tag, text) {
  const element = page.createElement(tag)
  element.textContent = text
  parent.appendChild(element)
  return element
}

function wordsFor(problem) {
  return {
    in_app: {
      title: 'Hãy mở bằng Chrome',
      vi: 'Trang này đang mở bên trong một ứng dụng khác (Zalo, Facebook …) nên không giữ được dữ liệu. Hãy chạm dấu ba chấm ở góc màn hình, chọn “Mở bằng trình duyệt” hoặc “Mở bằng Chrome”; hoặc chép địa chỉ dưới đây vào Chrome.',
      en: 'This page is open inside another app (Zalo, Facebook …), which cannot keep data. Tap the three dots and choose “Open in browser”, or copy the address above into Chrome.',
    },
    not_secure: {
      title: 'Địa chỉ này không an toàn',
      vi: 'Sổ Thôn chỉ làm việc ở địa chỉ bắt đầu bằng https://. Hãy mở lại đường dẫn mà xã đã đưa, hoặc hỏi cán bộ xã.',
      en: 'Sổ Thôn works only at an address that begins with https://. Open the link that the commune gave you, or ask the commune.',
    },
    too_old: {
      title: 'Trình duyệt quá cũ',
      vi: 'Trình duyệt này quá cũ để giữ dữ liệu an toàn. Hãy cập nhật Chrome (bản 111 trở lên) trong Cửa hàng Play, hoặc dùng Firefox 115, Safari 16.4 trở lên, rồi mở lại trang này.',
      en: 'This browser is too old to keep data safely. Update Chrome (version 111 or later), or use Firefox 115 or Safari 16.4 or later, then open this page again.',
    },
    not_kept: {
      title: 'Trình duyệt không cho lưu dữ liệu',
      vi: 'Có thể trang đang mở ở cửa sổ ẩn danh, hoặc máy đã đầy. Hãy mở lại bằng cửa sổ Chrome thường, hoặc xóa bớt ảnh rồi mở lại.',
      en: 'The browser refuses to keep data: perhaps this is a private window, or the phone is full. Open this page in an ordinary Chrome window, or make room on the phone.',
    },
    not_loaded: {
      title: 'Chưa tải được ứng dụng',
      vi: 'Hãy kiểm tra mạng rồi tải lại trang này.',
      en: 'The app could not be loaded. Check the network and reload this page.',
    },
  }[problem]
}
