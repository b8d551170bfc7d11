/**
 * The page of last resort: no framework, nothing of the app. Lists what this phone still holds and saves it, vault by
 * vault, as hand-over files that the commune opens. Both languages stand beside each other.
 */
import { handoverName } from '#protocol/handoverFile.ts'
import { type Rescued, rescueAll } from './rescueStore.ts'

const place = document.getElementById('found')!

rescueAll().then(show, (error: unknown) => {
  console.error(error)
  say('Trình duyệt không cho đọc dữ liệu trên máy này.', 'The browser does not let us read the data on this phone.')
})

function show({ vaults, unread }: { vaults: Rescued[]; unread: number }): void {
  place.textContent = ''
  if (vaults.length === 0) say('Không tìm thấy dữ liệu nào trên máy này.', 'No data was found on this phone.')
  if (vaults.length > 0 && unread > 0)
    say('Danh sách người dùng bị hỏng một phần.', 'Part of the list of people is damaged.')
  for (const vault of vaults) list(vault)
}

function list(vault: Rescued): void {
  const { enumerator, hamlet, letters, answers, operations, unread } = vault
  add(place, 'h2').textContent = [enumerator || '?', hamlet].filter(Boolean).join(' – ')
  say(
    `${letters} phiếu, ${answers} câu trả lời nháp, ${operations} bản ghi.`,
    `${letters} surveys, ${answers} draft answers, ${operations} records.`,
  )
  if (unread > 0) say(`Không đọc được: ${unread} dòng.`, `Could not be read: ${unread} rows.`)
  const button = add(place, 'button')
  speak(button, 'Lưu ra tệp', 'Save to a file')
  button.addEventListener('click', () => save(vault))
}

function save({ file, hamlet }: Rescued): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([file]))
  link.download = handoverName(hamlet || 'cuu', dayHere())
  link.click()
  say(
    `Trình duyệt đang lưu ${link.download}. Hãy xem trong mục Tải xuống, rồi đưa tệp cho cán bộ xã.`,
    'The browser is saving the file. Look for it among the downloads and give it to the commune.',
  )
}

/** `2024-10-15` by this phone's calendar: Swedes write a day so. */
function dayHere(): string {
  return new Date().toLocaleDateString('sv')
}

function say(vi: string, en: string): void {
  speak(add(place, 'p'), vi, en)
}

function speak(element: HTMLElement, vi: string, en: string): void {
  element.textContent = `${vi} `
  const english = add(element, 'span')
  english.lang = 'en'
  english.textContent = en
}

function add<Tag extends keyof HTMLElementTagNameMap>(parent: HTMLElement, tag: Tag): HTMLElementTagNameMap[Tag] {
  return parent.appendChild(document.createElement(tag))
}
