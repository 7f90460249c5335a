import type { Firefox } from '../../browsers/firefox.ts';

/** Returns the text on the system's clipboard, read by the browser itself; fails while there is none. */
export function readClipboard(firefox: Firefox): Promise<string> {
  return firefox.runInChrome<string>(`
    const transfer = Cc['@mozilla.org/widget/transferable;1'].createInstance(Ci.nsITransferable);
    transfer.init(null);
    transfer.addDataFlavor('text/plain');
    Services.clipboard.getData(transfer, Services.clipboard.kGlobalClipboard, window.browsingContext.currentWindowContext);
    const data = {};
    transfer.getTransferData('text/plain', data);
    return data.value.QueryInterface(Ci.nsISupportsString).data;
  `);
}

export function writeClipboard(firefox: Firefox, text: string): Promise<void> {
  return firefox.runInChrome(
    `Cc['@mozilla.org/widget/clipboardhelper;1'].getService(Ci.nsIClipboardHelper).copyString(args[0])`,
    text,
  );
}
