import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { errorReport } from '../../../../components/ui/error-boundary.tsx';

describe('the report of a failed component', () => {
  fakeBrowser.runtime.getManifest = () => ({ version: '1.2.3', manifest_version: 3, name: '' });

  it('names the version, the component and the code positions, and nothing that was on the page', () => {
    const error = new TypeError('Cannot read p-5f1a2b3c-secret of Acme Farms');
    error.stack = `${error.stack?.split('\n')[0]}\n    at Row (chrome-extension://abcdef/chunks/popup.js:1:234)`;
    const report = errorReport('Profiles', error);
    expect(report).toContain('Profiles for TagoIO 1.2.3: Profiles\nTypeError\npopup.js:1:234');
    expect(report).not.toMatch(/secret|Acme|abcdef/);
  });
});
