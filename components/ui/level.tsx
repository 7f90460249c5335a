import type { Level } from '../../lib/domain/usage/level.ts';
import { levelText } from '../../lib/i18n/service-text.ts';
import './ui.css';

/** Usage as a bar with ticks at 80 and 90 %. Decorative: the text beside it says the same. */
export function LevelBar({
  percent,
  level,
  mini = false,
}: {
  percent: number;
  level: Level;
  mini?: boolean;
}) {
  return (
    <span class={`bar level--${level}${mini ? ' bar--mini' : ''}`} aria-hidden="true">
      <span class="bar__fill" style={{ width: `${Math.min(100, percent)}%` }} />
    </span>
  );
}

const SHAPES: Record<Exclude<Level, 'ok'>, string> = {
  warning: 'M5 1.9 8.7 8.8H1.3L5 1.9Z',
  high: 'M5 .5 10 9.5H0L5 .5Z',
  blocked: 'M2 0h6a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H2a2 2 0 0 1-2-2V2a2 2 0 0 1 2-2Z',
};

/**
 * A level as a shape and a word, so that it is never shown by color alone: an outlined triangle, a solid one, a
 * square. The level "ok" is announced to screen readers only.
 */
export function LevelMark({ level }: { level: Level }) {
  if (level === 'ok') return <span class="visually-hidden">{levelText(level)}</span>;
  return (
    <span class={`level-mark level--${level}`}>
      <LevelShape level={level} />
      {levelText(level)}
    </span>
  );
}

/** The shape of a {@link LevelMark} without its word. */
export function LevelShape({ level }: { level: Exclude<Level, 'ok'> }) {
  return (
    <svg aria-hidden="true" width="9" height="9" viewBox="0 0 10 10">
      <path
        d={SHAPES[level]}
        fill={level === 'warning' ? 'none' : 'currentColor'}
        stroke={level === 'warning' ? 'currentColor' : 'none'}
        stroke-width="1.4"
        stroke-linejoin="round"
      />
    </svg>
  );
}
