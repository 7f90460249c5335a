import type { ServiceKey } from '../domain/usage/service.ts';

/** What the rows of an example profile are made from. */
export interface ExampleProfile {
  name: string;
  /** Absent: the example account itself. */
  owner?: string;
  plan: string;
  favourite?: boolean;
  /** No credential has access to it. */
  denied?: boolean;
  /** Its last refresh failed. */
  failed?: boolean;
  addons?: Record<string, boolean>;
  services: Partial<Record<ServiceKey, ExampleService>>;
  resources: Record<string, number>;
}

export interface ExampleService {
  limit: number;
  /** Part of the limit that is used now; lower in the first days of a month for a service that is reset. */
  share: number;
  /** For what is stored: part of the limit by which it grows in a day. */
  growth?: number;
}

const service = (limit: number, percent: number, growthPercent = 0): ExampleService => ({
  limit,
  share: percent / 100,
  growth: growthPercent / 100,
});

/** One profile for each state that a person may see: soon full, healthy, blocked, shared, not refreshed, denied. */
export const EXAMPLE_PROFILES: readonly ExampleProfile[] = [
  {
    name: 'Riverbend Farms',
    plan: 'scale',
    favourite: true,
    addons: { custom_dns: true },
    services: {
      input: service(2_500_000, 86),
      output: service(4_000_000, 38),
      dashboard_output: service(50_000_000, 12),
      data_records: service(1_200_000, 93, 1.4),
      file_storage: service(2_500, 58, 0.2),
      analysis: service(3_000, 47),
      email: service(500, 22),
      sms: service(50, 16),
      push_notification: service(200, 31),
      run_users: service(25, 64),
    },
    resources: { device: 148, dashboard: 22, analysis: 9, action: 31 },
  },
  {
    name: 'Harbor Cold Chain',
    plan: 'scale',
    services: {
      input: service(3_000_000, 61),
      output: service(6_000_000, 44),
      dashboard_output: service(50_000_000, 9),
      data_records: service(1_500_000, 55, 0.3),
      file_storage: service(3_000, 41, 0.1),
      analysis: service(4_000, 52),
      email: service(600, 35),
      sms: service(60, 10),
      push_notification: service(300, 18),
      run_users: service(30, 50),
    },
    resources: { device: 212, dashboard: 17, analysis: 12, action: 40 },
  },
  {
    name: 'Northgate Campus',
    plan: 'scale',
    services: {
      input: service(1_500_000, 48),
      output: service(3_000_000, 27),
      dashboard_output: service(50_000_000, 6),
      data_records: service(800_000, 72, 0.4),
      file_storage: service(1_500, 100, 1.2),
      analysis: service(2_000, 69),
      email: service(300, 12),
      sms: service(20, 0),
      push_notification: service(150, 8),
      run_users: service(15, 80),
    },
    resources: { device: 76, dashboard: 11, analysis: 4, action: 12 },
  },
  {
    name: 'Elm Street Clinic',
    plan: 'scale',
    services: {
      input: service(1_000_000, 24),
      output: service(2_000_000, 18),
      dashboard_output: service(50_000_000, 3),
      data_records: service(500_000, 31, 0.1),
      file_storage: service(1_000, 14, 0.1),
      analysis: service(1_200, 9),
      email: service(200, 40),
      sms: service(30, 27),
      push_notification: service(100, 5),
      run_users: service(10, 40),
    },
    resources: { device: 34, dashboard: 6, analysis: 2, action: 7 },
  },
  {
    name: 'Old Mill Brewery',
    plan: 'scale',
    failed: true,
    services: {
      input: service(1_000_000, 57),
      output: service(1_500_000, 33),
      dashboard_output: service(50_000_000, 4),
      data_records: service(500_000, 66, 0.2),
      file_storage: service(1_000, 37, 0.1),
      analysis: service(1_000, 44),
      email: service(200, 3),
      sms: service(20, 5),
      push_notification: service(100, 2),
      run_users: service(10, 30),
    },
    resources: { device: 19, dashboard: 4, analysis: 3, action: 5 },
  },
  {
    name: 'Solar Park West',
    owner: 'Helio Energy',
    plan: 'starter',
    services: {
      input: service(1_000_000, 83),
      output: service(3_000_000, 29),
      dashboard_output: service(15_000_000, 14),
      data_records: service(800_000, 49, 0.3),
      file_storage: service(200, 61, 0.2),
      analysis: service(3_000, 15),
      email: service(100, 20),
      run_users: service(10, 20),
    },
    resources: { device: 52, dashboard: 5, analysis: 2, action: 6 },
  },
  {
    name: 'Quayside Logistics',
    owner: 'Portland Freight',
    plan: 'scale',
    denied: true,
    services: {},
    resources: {},
  },
];
