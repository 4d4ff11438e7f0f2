import '@lakiri/console/tokens.css';
import './ui/base.css';
import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import { followTheme } from '@lakiri/console/theme';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openKept } from './kept/database.ts';
import { keepGoing } from './phone/keep-going.ts';
import { openPhone } from './phone/phone.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
followTheme();
// The one cut that both languages need; names in other letters fall back to the phone's own.
document.fonts.add(
  new FontFace('Inter Variable', `url(${inter})`, { weight: '100 900', display: 'swap' }),
);
const phone = await openPhone(await openKept());
keepGoing(phone);
createRoot(root).render(
  <StrictMode>
    <App phone={phone} />
  </StrictMode>,
);
// Only over TLS or on the machine itself do browsers let a page keep itself.
if ('serviceWorker' in navigator)
  void navigator.serviceWorker.register('/field/sw.js', { scope: '/field/' });
// The outbox must outlive a phone that runs short of space; where this is refused it still is kept as long as it can be.
void navigator.storage?.persist?.();
