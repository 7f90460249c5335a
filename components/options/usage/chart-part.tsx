import { LazyPart } from '../shell/lazy-page.tsx';
import type { HistoryChartProps } from './history-chart.tsx';

const historyChart = async () => (await import('./history-chart.tsx')).HistoryChart;

/** The chart; its code, and the chart library, are fetched when the first one is drawn. */
export function ChartPart(props: HistoryChartProps) {
  return <LazyPart load={historyChart} props={props} />;
}
