import type { ComponentChildren } from 'preact';
import type { Level } from '../../../lib/domain/usage/level.ts';
import { LevelShape } from '../../ui/level.tsx';
import './figures.css';

/** The numbers that summarize a page, in a row of cards. */
export function Figures({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <ul class="figures" aria-label={label}>
      {children}
    </ul>
  );
}

export interface NextStep {
  href: string;
  text: string;
  /** What the link is about, for screen readers. */
  about?: string;
}

/** One number: its label, the number, details about it, and the next step. */
export function Figure({
  label,
  value,
  level = 'ok',
  next,
  children,
}: {
  label: string;
  /** With its unit: "2 profiles", "$413.00". */
  value: string;
  level?: Level;
  next?: NextStep | undefined;
  children?: ComponentChildren;
}) {
  return (
    <li class="figure">
      <span class="figure__label">{label}</span>
      <b class={level === 'ok' ? 'figure__value' : `figure__value level--${level}`}>
        {level !== 'ok' && <LevelShape level={level} />}
        {value}
      </b>
      <span class="soft">{children}</span>
      {next && (
        <a class="link figure__next" href={next.href}>
          {next.text}
          {next.about && <span class="visually-hidden"> {next.about}</span>}
        </a>
      )}
    </li>
  );
}
