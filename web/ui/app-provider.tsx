import { MantineProvider } from '@mantine/core';
import { Fragment, type ReactNode, useSyncExternalStore } from 'react';
import { current, onLanguageChange } from '#web/language/current.ts';
import { colorSchemes } from './color-theme.ts';
import { theme } from './theme.ts';

/** What the page's security policy lets style elements through by; the server puts it on every page. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// The scroll lock of dialogs asks for it under the name that bundlers use.
Object.assign(globalThis, { __webpack_nonce__: nonce });

/** Theme, colour scheme and style nonce for everything on the page. */
export function AppProvider({ children }: { children: ReactNode }) {
  const language = useSyncExternalStore(onLanguageChange, () => current.language);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
      getStyleNonce={() => nonce}
    >
      {/* Texts are plain calls of `t`: another language draws everything anew. */}
      <Fragment key={language}>{children}</Fragment>
    </MantineProvider>
  );
}
