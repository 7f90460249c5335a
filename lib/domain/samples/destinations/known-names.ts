/* The names that a program may use without defining them: none sends anything, loads code or runs programs. */

const words = (text: string) => new Set(text.split(' '));

/** Words that may be next to another word. */
export const KEYWORDS = words(
  'import from as const let var async await function return if else elif for while do try catch finally except with def extends export default new throw raise switch case break continue pass global nonlocal yield in of is and or not lambda typeof instanceof delete void',
);
/** Values and functions that come with a language. */
export const BUILT_IN = words(
  'true false null undefined NaN Infinity this super True False None Error TypeError RangeError Exception ValueError KeyError RuntimeError String Boolean BigInt Map Set Date parseInt parseFloat isNaN setTimeout setInterval clearTimeout clearInterval structuredClone print len range str int float bool list dict set tuple sorted enumerate zip map filter sum min max abs round isinstance super input repr format any all reversed fetch Headers require',
);
/** Classes of the platform's SDKs. */
export const SDK = words('Account Resources Device Network Analysis Utils Services tagoio_sdk TagoIO');
/** Objects and modules with their allowed members: none that loads code, runs programs or sends anything. */
export const MEMBERS: Record<string, ReadonlySet<string>> = {
  console: words('log info warn error debug table'),
  JSON: words('stringify'),
  Math: words('abs ceil floor round max min random pow sqrt trunc'),
  Object: words('keys values entries'),
  Array: words('from isArray of'),
  Promise: words('all allSettled any race resolve reject'),
  Number: words('isInteger isFinite isNaN parseFloat parseInt MAX_SAFE_INTEGER'),
  process: words('exit exitCode env argv'),
  Deno: words('env'),
  json: words('dumps loads'),
  os: words('getenv environ path'),
  sys: words('exit argv'),
  time: words('time sleep monotonic strftime'),
  datetime: words('datetime date time timedelta timezone now utcnow today'),
  asyncio: words('run sleep gather'),
  typing: words('Any Dict List Optional'),
  dayjs: words('utc extend'),
  moment: words('utc duration'),
  requests: words('get post put patch delete head request exceptions'),
  axios: words('get post put patch delete head request isAxiosError'),
  tagoio_sdk: SDK,
  module: words('exports'),
};
/** Names of other modules and of global objects that lead anywhere: what has one of these is what it seems to be. */
export const RESERVED = words(
  'open breakpoint type object help bytes bytearray memoryview dir delattr hasattr chr exports global root Bun Buffer WebAssembly Worker SharedWorker WebSocket WebSocketStream EventSource XMLHttpRequest WebTransport Image Audio FontFace Request Response URL arguments top parent opener frames external navigation fetchLater event chrome browser caches Intl class get set static',
);
/** Members that are modules, with their own allowed members. */
export const SUBMODULES: Record<string, ReadonlySet<string>> = {
  'os.path': words('join'),
  'requests.exceptions': words('RequestException HTTPError ConnectionError Timeout JSONDecodeError'),
};
