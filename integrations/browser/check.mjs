// Opens pages of `citycarbon report --html` and `citycarbon compare --html` in a browser and checks what a library cannot see.
//
//   node check.mjs [--shots DIR] PAGE.html RESULT.json [PAGE.html RESULT.json ...]
//
// RESULT.json is what `inventory --format json` or `compare --format json` prints of the same folders.
//
// The browser is that of the environment variable CHROMIUM, or /usr/bin/chromium.
import { chromium } from 'playwright-core';
import { readFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const arguments_ = process.argv.slice(2);
let shots = null;
if (arguments_[0] === '--shots') {
  shots = arguments_[1];
  mkdirSync(shots, { recursive: true });
  arguments_.splice(0, 2);
}
if (arguments_.length === 0 || arguments_.length % 2 !== 0) {
  console.error('usage: node check.mjs [--shots DIR] PAGE.html RESULT.json ...');
  process.exit(2);
}

const wrong = [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // A container's user is often root, for whom the sandbox is not available.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});

/** The figure that a path names: 2018/sectors/I/basic of an inventory, cities/0/ranks/total of a comparison. */
function member(result, path) {
  if (result.cities) {
    const found = path.split('/').reduce((at, part) => at?.[part], result);
    // A rank is a number there.
    return typeof found === 'number' ? String(found) : found;
  }
  const [year, ...parts] = path.split('/');
  let at = result.years.find((one) => one.year === year);
  for (const part of parts) {
    at = Array.isArray(at) ? at.find((one) => one.ref === part || one.sector === part) : at?.[part];
  }
  return at;
}

/** Presses Tab until the focus is back; every element that takes the focus must have had it. */
async function keyboard(page, complain) {
  const expected = await page.evaluate(() => {
    const all = [...document.querySelectorAll('a[href], summary, button, [tabindex="0"]')];
    const open = all.filter((one) => one.checkVisibility());
    open.forEach((one, at) => one.setAttribute('data-order', String(at)));
    window.getSelection()?.removeAllRanges();
    document.activeElement?.blur?.();
    return open.length;
  });
  const reached = new Set();
  for (let press = 0; press < expected + 2; press += 1) {
    await page.keyboard.press('Tab');
    const order = await page.evaluate(() => document.activeElement?.getAttribute('data-order'));
    if (order !== null && order !== undefined) reached.add(order);
  }
  if (reached.size !== expected) complain(`the keyboard reaches ${reached.size} of ${expected} elements`);
  return expected;
}

for (let at = 0; at < arguments_.length; at += 2) {
  const file = resolve(arguments_[at]);
  const result = JSON.parse(readFileSync(arguments_[at + 1], 'utf8'));
  const name = basename(file, '.html');
  for (const [width, scheme] of [[390, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark']]) {
    const complain = (text) => wrong.push(`${name}, ${width} px, ${scheme}: ${text}`);
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
    const address = pathToFileURL(file).href;
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complain(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => complain(`script: ${error}`));
    page.on('request', (request) => {
      if (request.url() !== address) complain(`request: ${request.url()}`);
    });
    await page.goto(address);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) complain(`the page is ${wide} px wide`);

    // Letters of charts inside their chart, so that labels are whole.
    const cut = await page.evaluate(() => [...document.querySelectorAll('figure > svg')].flatMap((svg) => {
      const edge = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('text')].filter((text) => {
        const box = text.getBoundingClientRect();
        return box.width > 0 && (box.left < edge.left - 2 || box.right > edge.right + 2 || box.bottom > edge.bottom + 2);
      }).map((text) => text.textContent);
    }));
    for (const text of cut) complain(`a label is cut: ${text}`);

    const figures = await page.evaluate(() =>
      [...document.querySelectorAll('[data-figure]')].map((one) => [one.dataset.figure, one.dataset.value]));
    for (const [path, value] of figures) {
      if (member(result, path) !== value) complain(`${path}: ${value} instead of ${member(result, path)}`);
    }
    if (figures.length === 0) complain('no figure of the result');

    await page.addScriptTag({ content: axe });
    for (const open of [false, true]) {
      await page.evaluate((open) => document.querySelectorAll('details').forEach((one) => { one.open = open; }), open);
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      for (const violation of found.violations) {
        const grave = ['serious', 'critical'].includes(violation.impact);
        const text = `axe: ${violation.impact}: ${violation.help} (${violation.nodes.length}): ${violation.nodes[0].html.slice(0, 160)}`;
        if (grave) complain(text);
        else console.log(`${name}, ${width} px, ${scheme}: ${text}`);
      }
    }
    const stops = await keyboard(page, complain);
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}-${scheme}.png`, fullPage: true });
    if (width === 1280 && scheme === 'light') {
      const pdf = await page.pdf({ format: 'A4' });
      if (pdf.subarray(0, 5).toString() !== '%PDF-' || pdf.length < 10_000) complain('it does not print');
      console.log(`${name}: ${figures.length} figures, ${stops} keyboard stops, ${pdf.length} bytes as PDF`);
    }
    await page.close();
  }
  // Without script: the same text.
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(pathToFileURL(file).href);
  const letters = (await plain.locator('main').innerText()).length;
  if (letters < 1_000) wrong.push(`${name}: ${letters} letters without script`);
  await context.close();
}
await browser.close();
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log('every page: no request, nothing on the console, no serious fault, every figure that of its result');
