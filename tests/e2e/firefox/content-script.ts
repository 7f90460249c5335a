import type { Firefox } from '../../browsers/firefox.ts';

/**
 * Runs a function as a content script of an extension, and returns its result: in the page itself, or, with a frame's
 * selector, in that frame, where the browser runs none. A compromised content process could do the same.
 */
export async function runAsContentScript<Argument, Result>(
  firefox: Firefox,
  { extension, frame = null }: { extension: string; frame?: string | null },
  work: (argument: Argument) => Promise<Result>,
  argument: Argument,
): Promise<Result> {
  const { value } = await firefox.marionette.send<{ value: { value: string; error?: string } }>(
    'WebDriver:ExecuteAsyncScript',
    {
      script: `
        const [id, frame, code, done] = arguments;
        (async () => {
          const { ExtensionContent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionContent.sys.mjs');
          let context;
          while (!(context = ExtensionContent.getContextByExtensionId(id, window)))
            await new Promise((next) => window.requestAnimationFrame(next));
          if (frame) {
            const inner = window.document.querySelector(frame).contentWindow;
            if (ExtensionContent.getContextByExtensionId(id, inner)) throw new Error('the frame has a content script');
            context = context.extension.getContext(inner);
          }
          return Components.utils.evalInSandbox(code, context.sandbox);
        })().then((value) => done({ value }), (error) => done({ error: String(error) }));`,
      args: [extension, frame, `(${work.toString()})(${JSON.stringify(argument)}).then(JSON.stringify)`],
      sandbox: 'system',
    },
  );
  if (value.error !== undefined) throw new Error(value.error);
  return JSON.parse(value.value);
}
