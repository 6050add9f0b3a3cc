import { downloadFile, fileName } from './download-file.ts';

/** What the look of a drawing depends on, which style sheets say and a picture must bring along. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'opacity',
];

const SCALE = 2;
const EDGE = 20;
const HEAD = 40;
const LEGEND_LINE = 20;

/** Downloads a chart as a PNG: its title, its drawing and what its colours mean, as they are on screen. */
export async function downloadPicture(container: HTMLElement, title: string): Promise<void> {
  const drawing = container.querySelector('svg');
  if (!drawing) throw new Error('The chart has no drawing');
  const { width, height } = drawing.getBoundingClientRect();
  const legend = legendOf(container);
  const canvas = document.createElement('canvas');
  canvas.width = (width + EDGE * 2) * SCALE;
  canvas.height = (height + HEAD + EDGE * 2 + Math.ceil(legend.length / 2) * LEGEND_LINE) * SCALE;
  const paper = canvas.getContext('2d');
  if (!paper) throw new Error('This browser draws no pictures');
  const { color, fontFamily } = getComputedStyle(document.body);
  paper.scale(SCALE, SCALE);
  paper.fillStyle = getComputedStyle(document.body).backgroundColor;
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.fillStyle = color;
  paper.font = `600 16px ${fontFamily}`;
  paper.fillText(title, EDGE, EDGE + 14);
  paper.drawImage(await imageOf(drawing, width, height), EDGE, EDGE + HEAD - 8, width, height);
  paper.font = `12px ${fontFamily}`;
  for (const [at, { text, tone }] of legend.entries()) {
    const x = EDGE + (at % 2) * (width / 2);
    const y = EDGE + HEAD + height + Math.floor(at / 2) * LEGEND_LINE;
    paper.fillStyle = tone;
    paper.fillRect(x, y + 2, 9, 9);
    paper.fillStyle = color;
    paper.fillText(text, x + 16, y + 11, width / 2 - 24);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture is empty');
  downloadFile(blob, fileName(title, 'png'));
}

/** What the colours mean, where it stands beside the drawing and not in it. */
function legendOf(container: HTMLElement): { text: string; tone: string }[] {
  return [...container.querySelectorAll<HTMLElement>('[data-legend]')].map((entry) => ({
    text: entry.dataset.legend ?? '',
    tone: getComputedStyle(entry.querySelector('i') ?? entry).backgroundColor,
  }));
}

async function imageOf(drawing: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [originals, copies] = [drawing, copy].map((root) => [root, ...root.querySelectorAll<SVGElement>('*')]);
  for (const [at, original] of (originals ?? []).entries()) {
    const looks = getComputedStyle(original);
    for (const look of LOOKS) copies?.[at]?.setAttribute(look, looks.getPropertyValue(look));
    copies?.[at]?.removeAttribute('class');
    copies?.[at]?.removeAttribute('style');
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}
