import { IconLockOpen } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '#web/language/translate.ts';
import { Logo } from '#web/ui/logo.tsx';
import { Note } from '#web/ui/note.tsx';
import classes from './visitor-layout.module.css';

interface VisitorLayoutProps {
  insecure: boolean;
  children: ReactNode;
}

export function VisitorLayout({ insecure, children }: VisitorLayoutProps) {
  return (
    <div className={classes.page}>
      <header className={classes.brand}>
        <Logo size={28} />
        <span>Arvelo</span>
      </header>
      <main className={classes.main}>
        <div className={classes.card}>{children}</div>
        {insecure && (
          <Note
            className={classes.warning}
            tone="warning"
            icon={<IconLockOpen size={18} />}
            title={t('This connection is not encrypted')}
          >
            {t(
              'Passwords and customer data can be read on the way. Put Arvelo behind HTTPS before using it beyond this machine.',
            )}
          </Note>
        )}
      </main>
      <footer className={classes.footer}>{t('Your customers, on your own server.')}</footer>
    </div>
  );
}
