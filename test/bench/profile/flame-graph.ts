/**
 * A profile as a picture: the whole width is the time in which the main thread was not idle, a call stands above whoever
 * called it, and the browser shows its name and share under the pointer. Neighbours are in order of their names, so that
 * two pictures can be compared.
 */
import { areaOf, callTree, IDLE, nameOf, type Area, type Call, type CpuProfile } from './cpu-profile.ts';

const WIDTH = 1_600;
const ROW = 17;
const FONT_SIZE = 11;
const CHARACTER_WIDTH = 6.2;
/** What is narrower cannot be seen. */
const WIDTH_MIN = 0.3;
/** Colours around the wheel, by area. */
const HUES = 360;
const HUE_STEP = 67;

interface Bar {
  readonly call: Call;
  readonly x: number;
  readonly depth: number;
  readonly width: number;
}

export function flameGraph(profile: CpuProfile, title: string): string {
  const bars = barsOf(callTree(profile));
  const rows = Math.max(0, ...bars.map(({ depth }) => depth)) + 2;
  const height = rows * ROW;
  const total = bars[0]?.call.total ?? 0;
  const hues = new Map<Area, number>();
  const drawn = bars.map((bar) => drawBar(bar, { height, total, hue: hueOf(hues, areaOf(bar.call.frame)) }));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="monospace" font-size="${FONT_SIZE}">`,
    `<rect width="100%" height="100%" fill="white"/><text x="4" y="${FONT_SIZE + 1}">${escaped(title)}</text>`,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function barsOf(tree: Call): Bar[] {
  const busy = tree.children.filter(({ frame }) => areaOf(frame) !== IDLE);
  const total = busy.reduce((sum, call) => sum + call.total, 0);
  const bars: Bar[] = [];
  const place = (call: Call, x: number, depth: number): number => {
    const width = total === 0 ? WIDTH : (call.total / total) * WIDTH;
    if (width < WIDTH_MIN) return x + width;
    bars.push({ call, x, depth, width });
    let at = x;
    for (const child of [...call.children].sort(byName)) at = place(child, at, depth + 1);
    return x + width;
  };
  place({ ...tree, total, children: busy }, 0, 0);
  return bars;
}

function byName(left: Call, right: Call): number {
  const [a, b] = [nameOf(left.frame), nameOf(right.frame)];
  return a < b ? -1 : Number(a > b);
}

/** Each area gets the next colour when it is first met. */
function hueOf(hues: Map<Area, number>, area: Area): number {
  const hue = hues.get(area) ?? (hues.size * HUE_STEP) % HUES;
  hues.set(area, hue);
  return hue;
}

function drawBar(
  { call, x, depth, width }: Bar,
  { height, total, hue }: { height: number; total: number; hue: number },
): string {
  const y = height - (depth + 1) * ROW;
  const name = nameOf(call.frame);
  const share = ((call.total / Math.max(1, total)) * 100).toFixed(1);
  const hint = `${name} (${areaOf(call.frame)}): ${(call.total / 1_000).toFixed(1)} ms, ${share} %`;
  const label = name.slice(0, Math.floor((width - 4) / CHARACTER_WIDTH));
  return [
    `<g><title>${escaped(hint)}</title>`,
    `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 1}" fill="hsl(${hue},70%,75%)"/>`,
    label === '' ? '' : `<text x="${(x + 2).toFixed(1)}" y="${y + FONT_SIZE + 1}">${escaped(label)}</text>`,
    '</g>',
  ].join('');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}
