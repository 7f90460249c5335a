import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { Forecast } from '../../../lib/domain/forecast/forecast.ts';
import { numberText, quantityText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { type ChartData, chartData } from './chart-data.ts';
import { chartOptions } from './chart-options.ts';
import type { HistoryChoice, HistoryLine } from './history-choice.ts';
import { type HistoryPeriod, usedInAll } from './history-data.ts';
import './chart.css';

export interface HistoryChartProps {
  /** What the chart shows, for those who do not see it. */
  name: string;
  names: string[];
  periods: HistoryPeriod[];
  choice: HistoryChoice;
  /** The service's limit now; 0: none. */
  limit: number;
  range: HistoryLine;
  /** The start of the month by which the days of two months are counted; null: they have one time. */
  counted: number | null;
  forecast: Forecast | undefined;
  /** Epoch ms. */
  now: number;
}

const HEIGHT = 300;

/** A service's use over time, with its limit, the turns of the month and what is expected until the reset. */
export function HistoryChart(props: HistoryChartProps) {
  const { name, periods, choice, limit } = props;
  const place = useRef<HTMLDivElement>(null);
  const data = chartData(props);
  useEffect(() => {
    const element = place.current!;
    const draw = () => drawn(element, props, data);
    let chart = draw();
    const redraw = () => {
      chart.destroy();
      chart = draw();
    };
    const sized = new ResizeObserver(() => {
      const width = Math.floor(element.clientWidth);
      if (width > 0 && width !== chart.width) chart.setSize({ width, height: HEIGHT });
    });
    sized.observe(element);
    // Colours are the theme's, and a canvas does not follow it by itself.
    const theme = matchMedia('(prefers-color-scheme: dark)');
    theme.addEventListener('change', redraw);
    return () => {
      sized.disconnect();
      theme.removeEventListener('change', redraw);
      chart.destroy();
    };
  }, [periods, choice.mode, choice.service, limit, props.forecast]);
  const used = quantityText(choice.service, usedInAll(periods, 0));
  return (
    <figure class="chart-figure">
      <div
        class="chart"
        ref={place}
        role="img"
        aria-label={`${name}. ${t('historyChartSummary', used)}`}
        style={{ minHeight: `${HEIGHT}px` }}
      />
      {limit > 0 && data.limit === null && choice.mode === 'total' && (
        <figcaption class="soft">{t('historyLimitFar', numberText(limit))}</figcaption>
      )}
    </figure>
  );
}

function drawn(element: HTMLElement, props: HistoryChartProps, data: ChartData): uPlot {
  return new uPlot(chartOptions(element, props, data, HEIGHT), data.columns, element);
}
