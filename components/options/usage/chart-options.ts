import uPlot from 'uplot';
import { DAY_MS } from '../../../lib/domain/time.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { language, t } from '../../../lib/i18n/t.ts';
import type { ChartData } from './chart-data.ts';
import type { HistoryChartProps } from './history-chart.tsx';
import { periodText } from './period-text.ts';

/** CSS px between two dates under the axis. */
const AXIS_SPACE = 88;

interface Colours {
  ink: string;
  soft: string;
  line: string;
  accent: string;
  accentSoft: string;
  other: string;
  limit: string;
}

/** Everything the chart library needs except the numbers. */
export function chartOptions(
  element: HTMLElement,
  { names, choice, counted, range }: HistoryChartProps,
  data: ChartData,
  height: number,
  onCursor: (chart: uPlot) => void,
): uPlot.Options {
  const colours = coloursOf(element);
  const font = `12px ${getComputedStyle(element).fontFamily}`;
  const value = (_: uPlot, number: number | null) => (number === null ? '–' : numberText(number));
  const bars = choice.mode === 'used' && choice.by !== 'hour';
  const lines = names.map(
    (label, index): uPlot.Series => ({
      label,
      stroke: index === 0 ? colours.accent : colours.other,
      width: 2,
      ...(index === 0 ? {} : { dash: [6, 4] }),
      ...(bars && index === 0
        ? { paths: uPlot.paths.bars!({ size: [0.7, 48], align: 1 }), fill: colours.accentSoft }
        : {}),
      points: { show: false },
      value,
    }),
  );
  const bound: uPlot.Series = { stroke: 'transparent', points: { show: false } };
  const dotted: uPlot.Series = {
    label: t('historyForecastLine'),
    stroke: colours.accent,
    width: 2,
    dash: [3, 4],
    points: { show: false },
    value,
  };
  // The range first, so that the line is drawn over it.
  const expected = data.forecast ? [bound, bound, dotted] : [];
  const high = lines.length + 1;
  // A cumulative number is drawn at its period's end, which is the next one's start.
  const periodAt = (at: number) => (choice.mode === 'total' ? Math.max(range.from, at - 1) : at);
  return {
    width: Math.max(280, Math.floor(element.clientWidth)),
    height,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    // Text in the canvas is the page's own.
    axes: [
      {
        stroke: colours.soft,
        font,
        grid: { stroke: colours.line, width: 1 },
        ticks: { show: false },
        // The longest date of any language, and a gap: dates never touch.
        space: AXIS_SPACE,
        values: (_, splits, __, ___, step) =>
          splits.map((split) =>
            counted === null ? tickText(split * 1000, step) : dayNumber(split * 1000, counted),
          ),
      },
      {
        stroke: colours.soft,
        font,
        size: 64,
        grid: { stroke: colours.line, width: 1 },
        ticks: { show: false },
        values: (_, splits) => splits.map((split) => numberText(split, { notation: 'compact' })),
      },
    ],
    scales: {
      x: { range: [data.from, data.to] },
      y: { range: (_, low, most) => [Math.min(0, low) * 1.06, Math.max(most, data.limit ?? 0, 1) * 1.06] },
    },
    series: [
      {
        label: t(counted === null ? 'historyColumnTime' : 'historyColumnDay'),
        value: (_, seconds) =>
          seconds === null ? '–' : periodText(periodAt(seconds * 1000), choice.by, counted),
      },
      ...lines,
      ...expected,
    ],
    ...(data.forecast
      ? { bands: [{ series: [high, high + 1] as [number, number], fill: colours.accentSoft }] }
      : {}),
    cursor: { y: false, drag: { x: false, y: false } },
    legend: { show: false },
    hooks: {
      setCursor: [onCursor],
      draw: [
        (chart) => {
          drawMarks(chart, data, colours, font);
          performance.mark('history-drawn');
        },
      ],
    },
  };
}

/** The limit across, and the turns of the month from top to bottom. */
function drawMarks(chart: uPlot, { limit, turns }: ChartData, colours: Colours, font: string): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.lineWidth = ratio;
  ctx.font = font.replace('12px', `${12 * ratio}px`);
  ctx.strokeStyle = colours.soft;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  for (const turn of turns) {
    const x = Math.round(chart.valToPos(turn, 'x', true));
    line(ctx, x, bbox.top, x, bbox.top + bbox.height);
  }
  if (limit !== null) {
    const y = Math.round(chart.valToPos(limit, 'y', true));
    ctx.setLineDash([]);
    ctx.lineWidth = 1.5 * ratio;
    ctx.strokeStyle = colours.limit;
    line(ctx, bbox.left, y, bbox.left + bbox.width, y);
    ctx.fillStyle = colours.limit;
    ctx.textBaseline = 'top';
    ctx.textAlign = 'left';
    ctx.fillText(t('historyLimit', numberText(limit)), bbox.left + 6 * ratio, y + 4 * ratio);
  }
  ctx.restore();
}

function line(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

function dayNumber(at: number, counted: number): string {
  return numberText(Math.floor((at - counted) / DAY_MS) + 1);
}

const ticks = new Map<string, Intl.DateTimeFormat>();

/** Under the axis: hours within a day, days within months, months beyond. `step` in seconds. */
function tickText(at: number, step: number): string {
  const midnight = at % DAY_MS === 0;
  const options: Intl.DateTimeFormatOptions =
    step < 86_400 && !midnight
      ? { hour: 'numeric', minute: '2-digit' }
      : step < 28 * 86_400
        ? { day: 'numeric', month: 'short' }
        : { month: 'short', year: '2-digit' };
  const key = JSON.stringify(options);
  let format = ticks.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language(), { ...options, timeZone: 'UTC' });
    ticks.set(key, format);
  }
  return format.format(at);
}

function coloursOf(element: HTMLElement): Colours {
  const styles = getComputedStyle(element);
  // A custom property is text; only a real property is resolved to one of the theme's two colours.
  const probe = document.createElement('span');
  element.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    ink: styles.color,
    soft: read('--ink-soft'),
    line: read('--line'),
    accent: read('--accent'),
    accentSoft: read('--accent-soft'),
    other: read('--high'),
    limit: read('--blocked'),
  };
  probe.remove();
  return colours;
}
