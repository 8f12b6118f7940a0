// The picture of the README: the upper part of a page, in 1000 by 1010 pixels.
//
//   node picture.mjs PAGE.html PICTURE.png
import { chromium } from 'playwright-core';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [page_, picture] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage({ viewport: { width: 1000, height: 1010 }, colorScheme: 'light' });
await page.goto(pathToFileURL(resolve(page_)).href);
// What a reader of the README sees of the page: the headline, three sentences, and the first chart.
await page.addStyleTag({ content: 'nav,details,.note,#sources,#intensity,#summary li:nth-child(n+4){display:none}section{margin:1rem 0}' });
await page.screenshot({ path: picture });
await browser.close();
