// Opens citycarbon.html in a browser, gives it files as a person does, and compares what it saves with what the program writes.
//
//   node check_web.mjs [--shots DIR] PAGE.html WORK
//
// .ci/web makes WORK: folders.json lists city folders, each with the folder of what the program wrote or with its error lines, and
// book/ is for the input workbook. The browser is that of the environment variable CHROMIUM, or /usr/bin/chromium.
import { chromium } from 'playwright-core';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { filled } from './workbook.mjs';

const given = process.argv.slice(2);
const shots = given[0] === '--shots' ? given.splice(0, 2)[1] : null;
if (given.length !== 2) {
  console.error('usage: node check_web.mjs [--shots DIR] PAGE.html WORK');
  process.exit(2);
}
if (shots) mkdirSync(shots, { recursive: true });
const [file, work] = given.map((path) => resolve(path));
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { program, folders } = JSON.parse(readFileSync(join(work, 'folders.json'), 'utf8'));
const wrong = [];
const complain = (text) => { wrong.push(text); console.error(text); };

/** The texts of the page: the same keys and blanks in every language, each key used. */
function texts() {
  const all = JSON.parse(readFileSync(join(root, 'web/page/texts.json'), 'utf8'));
  const source = ['index.html', 'files.js', 'view.js', 'main.js'].map((name) => readFileSync(join(root, 'web/page', name), 'utf8')).join('\n');
  const blanks = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, blank]) => blank).sort().join();
  for (const [language, own] of Object.entries(all)) {
    for (const key of new Set([...Object.keys(all.en), ...Object.keys(own)])) {
      if (key.endsWith('.one') && key.slice(0, -4) in all.en) continue;
      if (!own[key] || !all.en[key] || (key !== 'name' && blanks(own[key]) !== blanks(all.en[key]))) complain(`texts.json: ${language}: ${key}`);
    }
  }
  for (const key of Object.keys(all.en)) {
    const used = [`'${key}'`, `"${key}"`].some((quoted) => source.includes(quoted));
    if (!used && key !== 'name' && !key.endsWith('.one') && !key.startsWith('about.')) complain(`texts.json: nothing prints ${key}`);
  }
  return Object.keys(all);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // A container's user is often root, for whom the sandbox is not available.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});

/** A page that complains of every request, message of the console and fault of a script. */
async function opened(name, options = {}, before = null) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complain(`${name}: console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complain(`${name}: script: ${error}`));
  context.on('request', (request) => {
    if (![address, 'about:srcdoc'].includes(request.url())) complain(`${name}: request: ${request.url().slice(0, 200)}`);
  });
  if (before) await page.addInitScript(before);
  await page.goto(address);
  await page.waitForFunction(() => document.getElementById('country').options.length > 100);
  return page;
}

const idle = (page) => page.waitForFunction(() => !document.body.hasAttribute('aria-busy') && document.getElementById('results').children.length > 0);

/** Opens a folder, as the dialog of the browser gives it. */
async function choose(page, input, path) {
  await page.evaluate(() => document.getElementById('results').replaceChildren());
  await page.setInputFiles(input, path);
  await idle(page);
}

/** Drops files and folders from outside the browser. */
async function drop(page, paths) {
  await page.evaluate(() => { document.getElementById('results').replaceChildren(); scrollTo(0, 0); });
  const { x, y } = await page.locator('#drop').boundingBox();
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) await session.send('Input.dispatchDragEvent', { type, x: x + 20, y: y + 20, data });
  await idle(page);
}

/** The bytes of a file that is saved by its link. */
async function saved(page, name) {
  // A browser drops downloads that a person would not be quick enough to ask for.
  await page.waitForTimeout(150);
  const waiting = page.waitForEvent('download');
  await page.locator(`#results a[download="${name}"]`).click();
  const download = await waiting;
  if (download.suggestedFilename() !== name) complain(`saved as ${download.suggestedFilename()} instead of ${name}`);
  return readFileSync(await download.path());
}

/** Every file that the program wrote has the same bytes here, and there is no other. */
async function same(page, name, folder, others = []) {
  const [offered, written] = [await page.locator('#results a[download]').evaluateAll((links) => links.map((link) => link.download)), readdirSync(folder)];
  if ([...offered].sort().join() !== [...written, ...others].sort().join()) complain(`${name}: offers ${offered.join(', ')}`);
  for (const file of written.filter((file) => offered.includes(file))) {
    if (!readFileSync(join(folder, file)).equals(await saved(page, file))) complain(`${name}: ${file} is not that of the program`);
  }
  return written.length;
}

/** The lines of a table of problems, as the program prints them. */
const lines = (page) => page.locator('table.places tbody tr').evaluateAll((rows) => rows.map((row) => {
  const [file, line, column, problem] = [...row.cells].map((cell) => cell.textContent);
  return `${file}${line ? `:${line}` : ''}: ${column ? `${column}: ` : ''}${problem}`;
}));

/** The page of the inventory inside the page. */
async function inside(page) {
  // Only what is on the screen is laid out for certain.
  await page.evaluate(() => document.querySelector('iframe').scrollIntoView());
  await page.waitForFunction(() => parseInt(document.querySelector('iframe').style.height, 10) > 500);
  return page.frames()[1];
}

async function accessible(page, name) {
  await page.evaluate(axe);
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
  // What is inside the frame is tested as a page of its own.
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'], iframes: false }));
  for (const { impact, help, nodes } of violations) {
    const text = `${name}: axe: ${impact}: ${help} (${nodes.length}): ${nodes[0].html.slice(0, 160)}`;
    if (['serious', 'critical'].includes(impact)) complain(text);
    else console.log(text);
  }
  const [wide, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  if (wide > width) complain(`${name}: the page is ${wide} px wide`);
}

/** Presses Tab until every element that takes the focus has had it, those inside the frame between the others. */
async function keyboard(page, name) {
  const frame = await inside(page);
  const within = await frame.evaluate(() => [...document.querySelectorAll('a[href], summary, button, [tabindex="0"]')].filter((one) => one.checkVisibility()).length);
  const expected = await page.evaluate(() => {
    const all = [...document.querySelectorAll('a[href], summary, button, select, input, [tabindex="0"]')];
    const open = all.filter((one) => one.checkVisibility() && !one.disabled);
    open.forEach((one, at) => one.setAttribute('data-order', String(at)));
    document.activeElement?.blur?.();
    return open.length;
  });
  const reached = new Set();
  for (let press = 0; press < expected + 2 * within + 100 && reached.size < expected; press += 1) {
    await page.keyboard.press('Tab');
    const order = await page.evaluate(() => document.activeElement?.getAttribute('data-order'));
    if (order !== null && order !== undefined) reached.add(order);
  }
  if (reached.size !== expected) complain(`${name}: the keyboard reaches ${reached.size} of ${expected} elements`);
  return expected;
}

/** The page from its top, and what is drawn of the inventory once it is on the screen. */
async function shot(page, name) {
  if (!shots) return;
  await page.evaluate(() => scrollTo(0, 0));
  const height = await page.evaluate(() => (document.querySelector('iframe')?.getBoundingClientRect().top ?? document.body.scrollHeight) + 60);
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width: page.viewportSize().width, height } });
  if (await page.locator('iframe').count() === 0) return;
  await page.evaluate(() => document.querySelector('iframe').scrollIntoView());
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(shots, `${name}-inventory.png`) });
}

// City folders: the same bytes as the program, or the same errors.
const languages = texts();
{
  const page = await opened('folders');
  for (const { name, folder, written, errors, way } of folders) {
    const at = performance.now();
    if (way === 'drop') await drop(page, [folder]);
    else if (way === 'files') await choose(page, '#files', readdirSync(folder).filter((one) => /\.(csv|toml)$/.test(one)).map((one) => join(folder, one)));
    else await choose(page, '#folder', folder);
    const time = Math.round(performance.now() - at);
    const expected = readFileSync(errors, 'utf8').split('\n').filter(Boolean);
    const found = await lines(page);
    if (found.join('\n') !== expected.join('\n')) complain(`${name}: the problems are\n${found.join('\n')}\ninstead of\n${expected.join('\n')}`);
    const files = written ? await same(page, name, written) : 0;
    if (!written && await page.locator('#results a[download], #results iframe').count() > 0) complain(`${name}: a result of files that were not accepted`);
    if (written) {
      const inventory = JSON.parse(readFileSync(join(written, 'inventory.json'), 'utf8'));
      const frame = await inside(page);
      for (const year of inventory.years) {
        const member = year.level === 'BASIC' ? 'basic' : 'basic_plus';
        const card = page.locator(`[data-year="${year.year}"]`);
        if (year.totals[member] === null) continue;
        const [exact, shown] = [await card.getAttribute('data-value'), await card.textContent()];
        if (exact !== year.totals[member]) complain(`${name}: ${year.year}: ${exact} instead of ${year.totals[member]}`);
        const page_ = await frame.locator(`[data-figure="${year.year}/totals/${member}"]`).first().textContent();
        if (page_ !== shown) complain(`${name}: ${year.year}: ${shown} outside and ${page_} inside the frame`);
      }
    }
    console.log(`${name}: ${files} files, ${found.length} problems, ${time} ms`);
  }
  await page.context().close();
}

// Every language, and the widths and colours of screens: nothing serious, nothing cut, the keyboard reaches everything.
const bangkok = join(root, 'examples/bangkok');
for (const [width, colorScheme, language] of [[1280, 'light', 'en'], [1280, 'dark', 'th'], [390, 'light', 'th'], [390, 'dark', 'en']]) {
  const name = `${width} px, ${colorScheme}, ${language}`;
  const page = await opened(name, { viewport: { width, height: 900 }, colorScheme, locale: language });
  if (await page.evaluate(() => document.documentElement.lang) !== language) complain(`${name}: not in the language of the browser`);
  await shot(page, `empty-${width}-${colorScheme}-${language}`);
  await accessible(page, `${name}, empty`);
  const rejected = folders.find(({ written }) => !written);
  await choose(page, '#folder', rejected.folder);
  await shot(page, `errors-${width}-${colorScheme}-${language}`);
  await accessible(page, `${name}, errors`);
  await choose(page, '#folder', bangkok);
  const colours = () => ['paper', 'ink', 'quiet', 'grid', 'l2', 'l3', 'l4'].map((one) => getComputedStyle(document.documentElement).getPropertyValue(`--${one}`)).join();
  const [own, inner] = [await page.evaluate(colours), await (await inside(page)).evaluate(colours)];
  if (own !== inner) complain(`${name}: the colours ${own} are not those of the inventory, ${inner}`);
  await shot(page, `bangkok-${width}-${colorScheme}-${language}`);
  await choose(page, '#folder', folders.find((one) => one.name === 'left out').folder);
  await inside(page);
  await shot(page, `draft-${width}-${colorScheme}-${language}`);
  await accessible(page, `${name}, draft`);
  console.log(`${name}: ${await keyboard(page, name)} keyboard stops`);
  await page.context().close();
}
{
  const page = await opened('languages');
  await choose(page, '#folder', join(root, 'examples/minimal'));
  for (const language of languages) {
    await page.evaluate(() => document.getElementById('results').replaceChildren());
    await page.selectOption('#language', language);
    await idle(page);
    const state = await page.evaluate(() => ({
      language: document.documentElement.lang,
      empty: [...document.querySelectorAll('[data-text]')].filter((one) => one.textContent === '').length,
      note: document.getElementById('note').hidden,
    }));
    const frame = await (await inside(page)).evaluate(() => document.documentElement.lang);
    if (state.language !== language || frame !== language || state.empty > 0 || state.note !== (language === 'en')) {
      complain(`${language}: ${JSON.stringify(state)}, ${frame} inside the frame`);
    }
  }
  // A link inside the inventory leads to its place, and that place is on the screen.
  const frame = await inside(page);
  await frame.locator('nav a[href="#missing"]').click();
  await page.waitForFunction(() => scrollY > 1000);
  const top = await frame.evaluate(() => document.getElementById('missing').getBoundingClientRect().top);
  const place = await page.evaluate((top) => document.querySelector('iframe').getBoundingClientRect().top + top, top);
  if (place < -5 || place > 450) complain(`a link inside the inventory: its place is at ${place} px`);
  await page.context().close();
}

// With the keyboard only: choose a folder; make an input workbook, fill it in, open it.
{
  const page = await opened('workbook');
  const dialog = page.waitForEvent('filechooser');
  await page.focus('#choose-folder');
  await page.keyboard.press('Enter');
  await dialog;
  await page.focus('#start summary');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Chiang Mai');
  await page.selectOption('#country', 'TH');
  await page.selectOption('#part', 'TH-50');
  await page.focus('#first');
  await page.keyboard.type('2565');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#form-answer .bad');
  const refused = await page.locator('#form-answer').innerText();
  if (!refused.startsWith('"2565": ')) complain(`a year of the Buddhist Era: ${refused}`);
  await page.fill('#first', '2022');
  await page.fill('#last', '2023');
  const waiting = page.waitForEvent('download');
  await page.focus('#last');
  await page.keyboard.press('Enter');
  const empty = readFileSync(await (await waiting).path());
  if (!empty.equals(readFileSync(join(work, 'book/empty.xlsx')))) complain('the input workbook is not that of the program');
  // Two amounts, one of them wrong, and a key; the rows between them stay empty.
  const amounts = filled(empty, 3, { C3: '1200.5', C5: '12,5' });
  const book = join(work, 'book/filled.xlsx');
  writeFileSync(book, filled(amounts, 4, { H6: 'NO' }));
  execFileSync(program, ['new', join(work, 'book/folder'), '--from', book], { stdio: 'ignore' });
  execFileSync(program, ['inventory', join(work, 'book/folder'), '--out', join(work, 'book/result')], { stdio: 'ignore' });
  execFileSync(program, ['report', join(work, 'book/folder'), '--html', join(work, 'book/result/page.html'), '--xlsx', join(work, 'book/result/book.xlsx'), '--ecrf', join(work, 'book/result/ecrf.xlsx')], { stdio: 'ignore' });
  for (const way of ['choose', 'drop']) {
    if (way === 'drop') await drop(page, [book]);
    else await choose(page, '#files', book);
    const files = await same(page, `workbook, ${way}`, join(work, 'book/result'), ['ledger.csv', 'direct.csv', 'city.toml']);
    for (const name of ['ledger.csv', 'direct.csv', 'city.toml']) {
      if (!readFileSync(join(work, 'book/folder', name)).equals(await saved(page, name))) complain(`workbook: ${name} is not that of the program`);
    }
    const cell = (await lines(page)).find((line) => line.includes('12,5'));
    if (!cell?.startsWith('filled.xlsx[Activity data]:5: amount: "12,5": ')) complain(`workbook: the wrong amount is at ${cell}`);
    console.log(`workbook, ${way}: ${files} files, and those of the folder`);
  }
  await page.context().close();
}

// Names and texts of any kind are text.
{
  const page = await opened('hostile');
  const folder = join(work, 'hostile');
  await choose(page, '#folder', folder);
  const state = await page.evaluate(() => ({
    made: document.querySelectorAll('#results img, #results script, #results b').length,
    text: document.getElementById('results').textContent,
    run: 'hostile' in window,
  }));
  const name = '<img src=x onerror="hostile=1"><script>hostile=1</script>\u202e=cmd';
  if (state.made > 0 || state.run) complain('hostile: a text became markup');
  for (const text of [name, '<b>x']) if (!state.text.includes(text)) complain(`hostile: ${text} is not shown`);
  const frame = await inside(page);
  const within = await frame.evaluate(() => ({ made: document.querySelectorAll('img, script[src]').length, text: document.querySelector('h1').textContent, run: 'hostile' in window }));
  if (within.made > 0 || within.run || !within.text.includes(name.split('\u202e')[0])) complain(`hostile: inside the frame: ${JSON.stringify(within)}`);
  // The frame has no way to the page around it.
  if (await frame.evaluate(() => { try { return parent.document !== undefined; } catch { return false; } })) complain('hostile: the frame reaches the page');
  await page.context().close();
}

// What is not a city, and a library that stops in the middle: a plain message, and the next files are computed.
{
  const page = await opened('faults', {}, () => {
    const instantiate = WebAssembly.instantiate;
    window.instances = 0;
    WebAssembly.instantiate = async (module) => {
      const { exports } = await instantiate(module);
      window.instances += 1;
      return { exports: { ...exports, citycarbon_run: (...given) => { if (window.breaks) { window.breaks = false; throw new WebAssembly.RuntimeError('unreachable'); } return exports.citycarbon_run(...given); } } };
    };
  });
  await choose(page, '#folder', join(root, 'examples/minimal'));
  await page.evaluate(() => { window.breaks = true; });
  await choose(page, '#folder', join(root, 'examples/minimal'));
  const shown = await page.locator('#results').innerText();
  if (!shown.includes('not because of your files') || !shown.includes('unreachable')) complain(`a fault: ${shown}`);
  await choose(page, '#folder', join(root, 'examples/minimal'));
  if (await page.locator('iframe').count() !== 1) complain('after a fault: no inventory');
  if (await page.evaluate(() => window.instances) !== 2) complain('after a fault: not an instance of its own');
  for (const [paths, text] of [[[join(work, 'empty')], 'There are no files'], [[join(root, 'examples/minimal'), bangkok], '2 city folders'], [[join(root, 'examples/office')], 'organisation']]) {
    await drop(page, paths);
    const found = await page.locator('#results').innerText();
    if (!found.includes(text)) complain(`${paths.map((path) => basename(path))}: ${found}`);
  }
  await page.context().close();
}

await browser.close();
if (!existsSync(file) || wrong.length > 0) {
  console.error(`${wrong.length} faults`);
  process.exit(1);
}
console.log('citycarbon.html: the bytes of the program, no request, nothing on the console, no serious fault, everything by keyboard');
