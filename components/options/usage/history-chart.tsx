import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { Forecast } from '../../../lib/domain/forecast/forecast.ts';
import { basisText } from '../../../lib/i18n/forecast-text.ts';
import { shortQuantityText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { type ChartData, chartData } from './chart-data.ts';
import { chartLabel } from './chart-label.ts';
import { chartOptions } from './chart-options.ts';
import type { HistoryChoice, HistorySeries } from './history-choice.ts';
import type { HistoryPeriod } from './history-data.ts';
import { limitLineText } from './limit-text.ts';
import { tipLines } from './tip-lines.ts';
import './chart.css';

export interface HistoryChartProps {
  /** What the chart shows, for screen readers. */
  name: string;
  /** A name for each series. */
  names: string[];
  periods: HistoryPeriod[];
  choice: HistoryChoice;
  /** The service's limit now; 0: none. */
  limit: number;
  range: HistorySeries;
  /** See {@link comparedMonthStart}. */
  countDaysFrom: number | null;
  forecast: Forecast | undefined;
  /** Epoch ms. */
  now: number;
}

/** CSS px. */
const CHART_HEIGHT = 300;
/** Between the cursor and the tooltip, in CSS px. */
const TIP_GAP = 12;

/** A service's use over time, with its limit, the starts of months and the forecast until the reset. */
export function HistoryChart(props: HistoryChartProps) {
  const { name, periods, choice, limit } = props;
  const container = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const chartRef = useRef<uPlot | null>(null);
  const data = chartData(props);
  useEffect(() => {
    const element = container.current!;
    const draw = () => {
      const options = chartOptions(element, props, data, CHART_HEIGHT, (at) =>
        showTip(at, tip.current, props, data),
      );
      chartRef.current = new uPlot(options, data.columns, element);
      return chartRef.current;
    };
    let chart = draw();
    const redraw = () => {
      chart.destroy();
      chart = draw();
    };
    const resizeObserver = new ResizeObserver(() => {
      const width = Math.floor(element.clientWidth);
      if (width > 0 && width !== chart.width) chart.setSize({ width, height: CHART_HEIGHT });
    });
    resizeObserver.observe(element);
    // A canvas doesn't follow the theme by itself.
    const theme = matchMedia('(prefers-color-scheme: dark)');
    theme.addEventListener('change', redraw);
    return () => {
      resizeObserver.disconnect();
      theme.removeEventListener('change', redraw);
      chart.destroy();
    };
  }, [periods, choice.mode, choice.service, limit, props.forecast]);
  return (
    <figure>
      <Legend {...props} data={data} />
      <div class="chart-place">
        <div
          class="chart"
          ref={container}
          role="img"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the cursor through the values
          tabIndex={0}
          aria-label={chartLabel(name, choice.service, periods)}
          style={{ minHeight: `${CHART_HEIGHT}px` }}
          onKeyDown={(event) => moveCursor(event, chartRef.current, data)}
        />
        <div class="chart-tip" ref={tip} role="status" hidden />
      </div>
      {data.limitIsFar && (
        <figcaption class="soft">{t('historyLimitFar', shortQuantityText(choice.service, limit))}</figcaption>
      )}
    </figure>
  );
}

/** The legend: series by line style as well as color. uPlot's own has no styles. */
function Legend({ names, data, choice, forecast }: HistoryChartProps & { data: ChartData }) {
  return (
    <ul class="chart-legend">
      {names.map((label, index) => (
        <li key={label}>
          <span class={`chart-legend__line${index === 0 ? '' : ' chart-legend__line--other'}`} />
          <ForeignText text={label} />
        </li>
      ))}
      {forecast && (
        <li>
          <span class="chart-legend__line chart-legend__line--forecast" />
          {t('historyForecastLine')} <span class="soft">({basisText(forecast)})</span>
        </li>
      )}
      {data.limit !== null && (
        <li>
          <span class="chart-legend__line chart-legend__line--limit" />
          {limitLineText(choice.service, data.limit)}
        </li>
      )}
    </ul>
  );
}

/** Moves the cursor: arrow keys by one value, Home and End to the first and last; Escape removes it. */
function moveCursor(event: KeyboardEvent, chart: uPlot | null, { resets }: ChartData): void {
  if (!chart) return;
  const stops = [...chart.data[0].keys()].filter((index) => !resets.has(index));
  const [first, last] = [stops[0] ?? -1, stops.at(-1) ?? -1];
  const current = chart.cursor.idx ?? -1;
  const next = {
    ArrowLeft: current < 0 ? last : (stops.findLast((index) => index < current) ?? first),
    ArrowRight: stops.find((index) => index > current) ?? last,
    Home: first,
    End: last,
    Escape: -1,
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const left = next < 0 ? -10 : chart.valToPos(chart.data[0][next]!, 'x');
  chart.setCursor({ left, top: next < 0 ? -10 : chart.over.clientHeight / 3 });
}

/** Shows the values at the cursor in the tooltip beside it; hides the tooltip where there are none. */
function showTip(chart: uPlot, tip: HTMLDivElement | null, props: HistoryChartProps, data: ChartData): void {
  const { idx, left = -1 } = chart.cursor;
  if (!tip) return;
  const lines = left < 0 || idx == null ? [] : tipLines(idx, props, data);
  tip.hidden = lines.length === 0;
  if (tip.hidden) return;
  tip.replaceChildren(
    ...lines.map((text, index) => {
      const line = document.createElement(index === 0 ? 'b' : 'span');
      line.textContent = text;
      return line;
    }),
  );
  const at = chart.over.offsetLeft + left;
  // On the side of the cursor that has room.
  const isLeftOfCursor = at > chart.width / 2;
  tip.style.left = isLeftOfCursor ? 'auto' : `${at + TIP_GAP}px`;
  tip.style.right = isLeftOfCursor ? `${chart.width - at + TIP_GAP}px` : 'auto';
}
