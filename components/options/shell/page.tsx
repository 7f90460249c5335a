import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n/t.ts';
import { keepScroll, keptScroll } from '../../ui/kept-scroll.ts';
import { UNLOCK_ID } from '../../ui/unlock-field.ts';

/** The name of the page itself among what is scrolled. */
const PAGE = '';

let firstPage = true;

/**
 * A page's header and content. When another page opens, its heading gets the focus, so that screen readers announce it
 * and Tab continues from there; one that is gone back to is scrolled as it was left. The browser announces the first
 * page itself.
 */
export function Page({
  title,
  documentTitle = title,
  soft,
  lead,
  aside,
  actions,
  narrow = false,
  children,
}: {
  title: string;
  /** The title of the browser's tab, if it is longer than the heading. */
  documentTitle?: string;
  /** A subtitle below the heading. */
  soft?: ComponentChildren;
  /** Before the heading, e.g. an avatar. */
  lead?: ComponentChildren;
  /** Beside the heading, e.g. tags. */
  aside?: ComponentChildren;
  /** Buttons at the end of the heading's line. */
  actions?: ComponentChildren;
  /** Limits the width, for forms. */
  narrow?: boolean;
  children: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    // An entry of the history may have shown another page since, such as the form before what it led to.
    if (!firstPage) scrollTo(0, keptScroll(PAGE, title));
    const keep = () => keepScroll(PAGE, title, scrollY);
    addEventListener('scroll', keep, { passive: true });
    return () => removeEventListener('scroll', keep);
  }, []);
  useEffect(() => {
    if (!firstPage) {
      // Not from the passphrase's field, which takes the focus when the vault locks.
      if (!document.getElementById(UNLOCK_ID)?.contains(document.activeElement))
        heading.current?.focus({ preventScroll: true });
    }
    firstPage = false;
  }, []);
  useEffect(() => {
    document.title = `${documentTitle} – ${t('extensionName')}`;
  }, [documentTitle]);
  return (
    <div class={narrow ? 'page page--narrow' : 'page'}>
      <div class="page__head">
        {lead}
        <div class="page__title">
          <div class="page__heading">
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {aside}
          </div>
          {soft && <div class="soft">{soft}</div>}
        </div>
        {actions && <div class="page__actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** A part of a page with its own heading. */
export function Section({
  title,
  soft,
  actions,
  children,
}: {
  title: string;
  soft?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="section">
      <div class="section__head">
        <div>
          <h2>{title}</h2>
          {soft && <p class="soft">{soft}</p>}
        </div>
        {actions && <div class="page__actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** A page with only a sentence and a link to another page. */
export function MessagePage({
  title,
  text,
  href,
  link,
}: {
  title: string;
  text: string;
  href: string;
  link: string;
}) {
  return (
    <Page title={title} narrow>
      <div class="stack">
        <p class="soft">{text}</p>
        <p>
          <a class="button" href={href}>
            {link}
          </a>
        </p>
      </div>
    </Page>
  );
}
