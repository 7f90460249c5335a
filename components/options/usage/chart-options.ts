import uPlot from 'uplot';
import { DAY_MS } from '../../../lib/domain/time.ts';
import { compactText } from '../../../lib/i18n/compact-text.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { language } from '../../../lib/i18n/t.ts';
import type { ChartData } from './chart-data.ts';
import type { HistoryChartProps } from './history-chart.tsx';
import { limitLineText } from './limit-text.ts';
import { dayOfMonth } from './period-text.ts';

/** Least distance between two dates under the axis, in CSS px: the longest date of any language, and a gap. */
const MIN_TICK_DISTANCE = 88;

interface Colors {
  soft: string;
  line: string;
  accent: string;
  accentSoft: string;
  other: string;
  limit: string;
}

/** Returns uPlot's options for the chart: everything except the numbers. */
export function chartOptions(
  element: HTMLElement,
  { names, choice, countDaysFrom }: HistoryChartProps,
  data: ChartData,
  height: number,
  onCursor: (chart: uPlot) => void,
): uPlot.Options {
  const colors = colorsOf(element);
  const font = `12px ${getComputedStyle(element).fontFamily}`;
  const bars = choice.mode === 'used' && choice.by !== 'hour';
  const series = names.map(
    (_, index): uPlot.Series => ({
      stroke: index === 0 ? colors.accent : colors.other,
      width: 2,
      ...(index === 0 ? {} : { dash: [6, 4] }),
      ...(bars && index === 0
        ? { paths: uPlot.paths.bars!({ size: [0.7, 48], align: 1 }), fill: colors.accentSoft }
        : {}),
      points: { show: false },
    }),
  );
  const rangeBound: uPlot.Series = { stroke: 'transparent', points: { show: false } };
  const expectedSeries: uPlot.Series = {
    stroke: colors.accent,
    width: 2,
    dash: [3, 4],
    points: { show: false },
  };
  // The range first, so that the expected values are drawn over it.
  const forecast = data.hasForecast ? [rangeBound, rangeBound, expectedSeries] : [];
  const high = series.length + 1;
  return {
    width: Math.max(280, Math.floor(element.clientWidth)),
    height,
    // Half the longest date, whose tick may be at the end.
    padding: [null, 32, null, null],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    axes: [
      {
        stroke: colors.soft,
        font,
        grid: { stroke: colors.line, width: 1 },
        ticks: { show: false },
        space: MIN_TICK_DISTANCE,
        // Away from the lowest number of the other axis, whose line is at the same height.
        gap: 10,
        values: (_, splits, __, ___, step) =>
          splits.map((split) =>
            countDaysFrom === null
              ? tickText(split * 1000, step)
              : numberText(dayOfMonth(split * 1000, countDaysFrom)),
          ),
      },
      {
        stroke: colors.soft,
        font,
        size: 64,
        grid: { stroke: colors.line, width: 1 },
        ticks: { show: false },
        values: (_, splits) => splits.map(compactText),
      },
    ],
    scales: {
      x: { range: [data.from, data.to] },
      y: { range: (_, low, high) => [Math.min(0, low) * 1.06, Math.max(high, data.limit ?? 0, 1) * 1.06] },
    },
    series: [{}, ...series, ...forecast],
    ...(data.hasForecast
      ? { bands: [{ series: [high, high + 1] as [number, number], fill: colors.accentSoft }] }
      : {}),
    cursor: { y: false, drag: { x: false, y: false } },
    legend: { show: false },
    hooks: {
      setCursor: [onCursor],
      draw: [
        (chart) => {
          drawMarks(chart, data, choice.service, colors, font);
          performance.mark('history-drawn');
        },
      ],
    },
  };
}

/** Draws the limit as a horizontal line, and each start of a month as a vertical one. */
function drawMarks(
  chart: uPlot,
  { limit, monthStarts }: ChartData,
  service: string,
  colors: Colors,
  font: string,
): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.lineWidth = ratio;
  ctx.font = font.replace('12px', `${12 * ratio}px`);
  ctx.strokeStyle = colors.soft;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  for (const start of monthStarts) {
    const x = Math.round(chart.valToPos(start, 'x', true));
    drawLine(ctx, x, bbox.top, x, bbox.top + bbox.height);
  }
  if (limit !== null) {
    const y = Math.round(chart.valToPos(limit, 'y', true));
    ctx.setLineDash([10 * ratio, 4 * ratio]);
    ctx.lineWidth = 1.5 * ratio;
    ctx.strokeStyle = colors.limit;
    drawLine(ctx, bbox.left, y, bbox.left + bbox.width, y);
    ctx.fillStyle = colors.limit;
    ctx.textBaseline = 'top';
    ctx.textAlign = 'left';
    ctx.fillText(limitLineText(service, limit), bbox.left + 6 * ratio, y + 4 * ratio);
  }
  ctx.restore();
}

function drawLine(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

const tickFormats = new Map<string, Intl.DateTimeFormat>();

/** Returns the text of a tick (epoch ms) by the distance between ticks, in seconds: an hour, a day or a month. */
function tickText(at: number, step: number): string {
  const midnight = at % DAY_MS === 0;
  const options: Intl.DateTimeFormatOptions =
    step < 86_400 && !midnight
      ? { hour: 'numeric', minute: '2-digit' }
      : step < 28 * 86_400
        ? { day: 'numeric', month: 'short' }
        : { month: 'short', year: '2-digit' };
  const key = JSON.stringify(options);
  let format = tickFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language(), { ...options, timeZone: 'UTC' });
    tickFormats.set(key, format);
  }
  return format.format(at);
}

/** Returns the theme's colors as a canvas takes them. */
function colorsOf(element: HTMLElement): Colors {
  // A custom property is text; only a real property is resolved to one of the theme's two colors.
  const probe = document.createElement('span');
  element.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colors = {
    soft: read('--ink-soft'),
    line: read('--line'),
    accent: read('--accent'),
    accentSoft: read('--accent-soft'),
    other: read('--high'),
    limit: read('--blocked'),
  };
  probe.remove();
  return colors;
}
