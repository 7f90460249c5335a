const MAX_FRAME_WAIT_MS = 150;
const MAX_PAINT_WAIT_MS = 300;

/**
 * Resolves when the page's part of the next frame is done, or after a timeout if there is none (a page in the
 * background).
 */
function afterFrame(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, MAX_FRAME_WAIT_MS);
    // The callback runs before the frame is painted, and its timeout after that.
    globalThis.requestAnimationFrame?.(() => setTimeout(resolve));
  });
}

/**
 * Resolves when the next frame is done and the page's first content is on the screen, or after a timeout: what is
 * begun between the two competes with the browser's drawing for the processor.
 */
export async function afterPaint(): Promise<void> {
  await afterFrame();
  if (!globalThis.PerformanceObserver?.supportedEntryTypes.includes('paint')) return;
  await new Promise<void>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) finish();
    });
    const timer = setTimeout(finish, MAX_PAINT_WAIT_MS);
    function finish() {
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    }
    observer.observe({ type: 'paint', buffered: true });
  });
}
