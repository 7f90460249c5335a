import type { Plugin } from 'vite';

/**
 * Returns the options page's code in four files instead of seventy: what its first pages draw with, one for each part
 * that is opened later, and the charts. Small files compress badly, and each costs a round through the browser.
 */
export function optionsChunks(): Plugin {
  const groups = [
    {
      name: 'options',
      test: /entrypoints\/options\/|components\/options\/(shell|profiles(?!\/add-profile-dialog)|overview)\//,
      priority: 2,
    },
    // Adding a profile is about the account's limits.
    {
      name: 'cost',
      test: /components\/options\/(cost\/|allocation\/|profiles\/add-profile-dialog)/,
      priority: 1,
    },
    // The charts and the list of known passwords stay what they are: files that are loaded where they are used.
    {
      name: 'manage',
      test: /components\/options\/(?!usage\/(history-chart|chart-options|chart-data)|security\/strength-estimator)/,
    },
  ];
  return {
    name: 'pages:options-chunks',
    config: () => ({
      // One style sheet, so that no part waits for its own.
      build: { cssCodeSplit: false, rolldownOptions: { output: { codeSplitting: { groups } } } },
    }),
  };
}
