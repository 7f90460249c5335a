import type { ComponentChildren } from 'preact';
import type { Level } from '../../../lib/domain/usage/level.ts';
import { LevelShape } from '../../ui/level.tsx';
import './figures.css';

/** The few numbers that sum a page up, in a row of cards. */
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
  /** What the link is about, for those who hear it by itself. */
  about?: string;
}

/** One number: what it counts, the number with its noun, what it is made of, and the next step. */
export function Figure({
  label,
  value,
  level = 'ok',
  next,
  children,
}: {
  label: string;
  /** With its noun or its currency: "2 profiles", "$413.00". */
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
