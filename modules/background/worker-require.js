/**
 * Stands before the background's code in Chromium, whose service workers refuse `import()`. What they do allow,
 * at any time, is `importScripts` of a script that they imported while being installed: the browser keeps it
 * with the worker, through stops and restarts.
 *
 * So each chunk of the background is a script that only hands in its code, under its own path; the code runs
 * when it is first required. The build puts in the paths of all chunks but the first.
 */
(() => {
  const codes = new Map();
  const modules = new Map();

  self.chunk = (path, code) => codes.set(new URL(path, location.origin).href, code);

  self.requireChunk = (path, from = location.origin) => {
    const url = new URL(path, from).href;
    const known = modules.get(url);
    if (known) return known;
    if (!codes.has(url)) importScripts(url);
    const exports = {};
    // Before its code runs: a late chunk requires the first one, whose code led to it.
    modules.set(url, exports);
    try {
      codes.get(url)(exports, (other) => self.requireChunk(other, url));
    } catch (error) {
      modules.delete(url);
      throw error;
    }
    return exports;
  };

  self.addEventListener('install', () => {
    for (const path of LATE_CHUNKS) importScripts(path);
  });
})();
