/* The chat widget: one script, one tag.

     <script src="https://chat.example/widget.js" data-charity="demo" async></script>

   Optional on the tag: data-colour (#rrggbb, for the launcher before the first contact), data-nation. Another language
   is another file: widget.cy.js.

   What a page with a strict Content-Security-Policy must allow: this script's origin in `script-src` and
   `connect-src`. Nothing else: no frame, font, image, inline script or inline style.
   Privacy: nothing is asked of the server before the chat is opened. No cookie. The conversation is in this page's
   memory and gone with it, unless the person ticks "keep": then what opens it again, and no word of it, is stored on
   their device for a day. Only this script's own origin is called. */

(() => {
"use strict";

const TAG = document.currentScript;
const ORIGIN = new URL(TAG.src).origin;
const LANGUAGE = "__LANGUAGE__";
const LOCALE = LANGUAGE === "en" ? "en-GB" : LANGUAGE;

const EXIT_PAGE = "https://www.bbc.co.uk/weather";
const LONGEST_MESSAGE = 2000; // characters
const SAY_LEFT_FROM = 1800; // characters
const SHOW_WORKING_AFTER = 300; // milliseconds: a quick reply needs no "working on it"
const SHOW_STILL_WORKING_AFTER = 5000;
const GIVE_UP_AFTER = 30000;
const KEPT_AS = "rightful-chat"; // the key in the device's storage, when the person wants the chat kept
const KEPT_FOR = 24 * 3600 * 1000; // as long as the server keeps what was told
const QUICK_ESCAPE = 1000; // the longest pause between two of the three Escapes that leave the page

// ---- Words ---------------------------------------------------------------------------------------------------------

/* Put here by the server, in the language of this file: web/widget/words.py. */
const WORDS = __WORDS__;

// ---- Looks ---------------------------------------------------------------------------------------------------------

/* Sizes are in em from `font-size: medium`, the reader's own browser setting, because rem would follow whatever the
   host page did to its root. Type scale: 0.875, 1, 1.25, 1.75. Nothing moves, so reduced motion is met. The focus ring
   has two colours, so that it shows on any. */
const STYLES = `
:host { display: contents !important; }
.root {
  all: initial; color-scheme: light dark;
  --paper: #fff; --soft: #f1f4f3; --ink: #1c2326; --muted: #4d585d; --rule: #c3cbce; --edge: #66737a;
  --link: #0a5a8a; --alarm: #a3221c; --accent: #1d5c63; --on-accent: #fff;
  font: medium/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; color: var(--ink);
}
@media (prefers-color-scheme: dark) {
  .root {
    --paper: #14191b; --soft: #222a2d; --ink: #edf1f2; --muted: #b3bec3; --rule: #3f4a4f; --edge: #88959b;
    --link: #8ecbf2; --alarm: #ff9f97;
  }
}
.root *, .root *::before { box-sizing: border-box; }
[hidden] { display: none !important; }
p, ul, ol, dl, dd, h2, table { margin: 0; }
/* A sentence runs in its own direction, whatever the page around it does. */
p, li, th, td, dd, label { unicode-bidi: plaintext; }
.small { font-size: .875em; }
.muted { color: var(--muted); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
a { color: var(--link); overflow-wrap: anywhere; }

button {
  font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: .4em;
  min-height: max(2.75em, 44px); padding: .45em .9em; text-align: start; cursor: pointer;
}
button:hover { text-decoration: underline; }
.strong { font-weight: 600; color: var(--on-accent); background: var(--accent); border-color: transparent; }
.plain { background: none; border-color: transparent; padding-inline: .3em; text-decoration: underline; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; box-shadow: 0 0 0 2px var(--paper); }

.launcher, .panel { position: fixed; z-index: 2147483000; inset-block-end: 1em; inset-inline-end: 1em; }
.launcher {
  margin-block-end: env(safe-area-inset-bottom, 0px); padding: .6em 1.2em; border: 2px solid var(--paper);
  border-radius: 2em; min-height: 3.25em; box-shadow: 0 2px 8px rgb(0 0 0 / .3);
}
.panel {
  display: flex; flex-direction: column; overflow: hidden; width: 28em; max-width: calc(100vw - 2em);
  height: 44em; max-height: calc(100vh - 2em); background: var(--paper);
  border: 1px solid var(--edge); border-radius: .6em; box-shadow: 0 4px 24px rgb(0 0 0 / .28);
}
.panel > * { padding-inline: 1em; flex: none; }
header {
  display: flex; align-items: center; justify-content: space-between; gap: 1em; padding-block: .6em;
  color: var(--on-accent); background: var(--accent); border-block-end: 1px solid transparent;
}
header h2 { font-size: 1.25em; line-height: 1.25; font-weight: 600; overflow-wrap: anywhere; }
header button { flex: none; color: inherit; background: none; border-color: currentColor; }
.leave { display: flex; flex-wrap: wrap; align-items: center; gap: .1em .8em; padding-block: .5em; }
.leave, .known { border-block-end: 1px solid var(--rule); }
.leave button { font-size: .875em; border-width: 2px; border-color: var(--ink); font-weight: 600; }
.known > div { max-height: 12em; overflow: auto; padding-block-end: .8em; }
.known dl > div { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1em; }
.known dd { flex: 1; font-weight: 600; overflow-wrap: anywhere; text-align: end; }
.keeping { display: flex; flex-wrap: wrap; align-items: center; gap: .1em .5em; }
.keeping input { width: 1.5em; height: 1.5em; margin: 0; }
.reduced { padding-block: .5em; background: var(--soft); border-block-end: 1px solid var(--rule); }

.log { flex: 1 1 0; overflow-y: auto; overscroll-behavior: contain; padding-block: 1em; position: relative; }
.log:focus-visible { outline-offset: -3px; box-shadow: none; }
.log > * + * { margin-block-start: 1em; }
.log > div { padding: .7em .9em; border: 1px solid transparent; border-radius: .6em; }
.theirs { background: var(--soft); }
.mine { margin-inline-start: 2.5em; color: var(--on-accent); background: var(--accent); white-space: pre-wrap; }
.mine, .words { overflow-wrap: anywhere; }
.theirs.crisis { border: 2px solid var(--alarm); }
.crisis .who { color: var(--alarm); }
.who { font-size: .875em; font-weight: 600; }
.theirs .who { color: var(--muted); }
.words > * + *, .words > [lang] > * + *, .theirs > * + * { margin-block-start: .6em; }
.words ul, .words ol, .list { padding-inline-start: 1.3em; }
.figure { font-size: 1.75em; line-height: 1.25; font-weight: 600; }
.sum { border-block-start: 1px solid var(--edge); padding-block-start: .6em; }
.sum > * + * { margin-block-start: .3em; }

summary { cursor: pointer; padding-block: .55em; color: var(--link); text-decoration: underline; min-height: max(2.6em, 42px); }
.theirs details { margin-block-start: 0; }
details > :not(summary) { margin-block-end: .6em; }
table { width: 100%; border-collapse: collapse; font-size: .875em; font-variant-numeric: tabular-nums; }
th { font-weight: 600; text-align: start; }
th, td { padding: .4em 0; vertical-align: top; }
th + th, td + td, th + td { padding-inline-start: .6em; }
tr { border-block-end: 1px solid var(--rule); }
.number { text-align: end; }
td.number { white-space: nowrap; }
/* Four columns do not fit a phone: each row becomes a block, and roles keep it a table to screen readers. */
.lines, .lines tbody { display: block; }
.lines tr { display: grid; grid-template-columns: 1fr auto; padding-block: .45em; }
.lines :is(th, td) { padding-block: 0; }
.lines .wide { grid-column: 1 / -1; padding-inline: 0; color: var(--muted); }
.lines .total { border-block: 2px solid var(--ink); }
.lines .total .number { font-weight: 600; }
.foot { display: flex; flex-wrap: wrap; gap: 0 0.75rem; justify-content: flex-end; align-items: center; }
.foot a, .lines a { display: inline-block; min-height: 24px; }
.log > .choices { display: flex; flex-wrap: wrap; gap: .6em; padding: 0; }
.choices button { border-width: 2px; }

.status:not(:empty) { padding-block: .3em .6em; }
.trouble, .confirm { padding-block: .8em; border-block-start: 3px solid var(--alarm); }
.trouble p, .confirm p { margin-block-end: .6em; }
.row { display: flex; flex-wrap: wrap; gap: .6em; }
form { padding-block: .6em 0; border-block-start: 1px solid var(--rule); }
form .row { flex-wrap: nowrap; align-items: flex-end; margin-block: .35em; }
label { font-weight: 600; }
textarea {
  flex: 1; min-width: 0; min-height: 3.6em; max-height: 9em; field-sizing: content; resize: vertical; font: inherit;
  color: var(--ink); background: var(--paper); border: 1px solid var(--edge); border-radius: .4em; padding: .4em .6em;
}
textarea[aria-invalid=true] { border: 2px solid var(--alarm); }
.wrong { color: var(--alarm); font-weight: 600; }
.more { padding-block-end: max(.25em, env(safe-area-inset-bottom, 0px)); }
@media (pointer: coarse), (max-width: 30em) { .keys { display: none; } }

/* A phone: the panel is the whole screen. */
@media (max-width: 30em) {
  .panel { inset: 0; width: auto; max-width: none; height: auto; max-height: none; border: 0; border-radius: 0; }
  .mine { margin-inline-start: 1.5em; }
}
/* Very little height (400% zoom, a phone on its side): all scrolls as one page, and only the way out stays in view. */
@media (max-height: 30em) {
  .panel { inset-block: 0; height: auto; max-height: none; overflow-y: auto; scroll-padding-block-start: 5em; }
  .leave { position: sticky; inset-block-start: 0; z-index: 1; background: var(--paper); }
  .log { flex: none; overflow: visible; }
}
@media (forced-colors: active) { .theirs, .mine, .choices button, .strong { border: 1px solid; } }
@media print {
  .root:not(.printing), .printing :is(.leave, .status, form, .more, .choices, .foot button, header button) { display: none; }
  .panel { position: static; width: auto; max-width: none; height: auto; max-height: none; overflow: visible; border: 0; }
  .log { overflow: visible; flex: none; }
}
/* Lines differ by their pattern as well as their colour. */
svg { display: block; width: 100%; height: auto; max-width: 26em; font-size: 14px; fill: var(--ink); }
svg :is(line, polyline) { fill: none; stroke: var(--edge); stroke-width: 3; }
svg .grid { stroke: var(--rule); stroke-width: 1; }
svg .proposal { stroke-dasharray: 10 5; stroke: var(--link); }
svg .strong { stroke: var(--ink); }
`;

/* A constructed style sheet, because a strict style-src on the host page blocks <style> but not this, and it needs no
   second request. Browsers too old for it (Safari before 16.4) get a <style>. Returns what puts it on and takes it off. */
function sheet(styles) {
  if ("replaceSync" in CSSStyleSheet.prototype && "adoptedStyleSheets" in document) {
    const made = new CSSStyleSheet();
    made.replaceSync(styles);
    return (where, on = true) => {
      where.adoptedStyleSheets = [...where.adoptedStyleSheets].filter((one) => one !== made).concat(on ? made : []);
    };
  }
  const made = make("style", {}, styles);
  return (where, on = true) => (on ? (where.head || where).append(made) : made.remove());
}

/* The charity's colour, with black or white upon it: one of them always has a contrast of 4.5 to 1. */
function paint(root, colour) {
  if (!/^#[0-9a-f]{6}$/i.test(colour || "")) return;
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  root.style.setProperty("--accent", colour);
  root.style.setProperty("--on-accent", light > 0.179 ? "#000" : "#fff");
}

// ---- Small tools ---------------------------------------------------------------------------------------------------

/* An element: make("p", {class: "small", onclick: f}, "text", child). False and missing children are left out. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(Boolean));
  return element;
}

const fill = (words, values) => words.replace(/{(\w+)}/g, (_, name) => values[name]);

/* A link in a new tab (leaving the page would lose the chat). Only web, telephone and mail addresses become links. */
function link(address, ...children) {
  let url;
  try {
    url = new URL(address, ORIGIN);
  } catch {
    return make("span", {}, children);
  }
  if (/^(tel|mailto):$/.test(url.protocol)) return make("a", { href: url.href }, children);
  if (!/^https?:$/.test(url.protocol)) return make("span", {}, children);
  const unseen = make("span", { class: "unseen" }, " " + WORDS.new_tab);
  return make("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, children, unseen);
}

/* "-1440.00" -> "−£1,440.00": by text, because a decimal string is exact and a JavaScript number is not. */
function money(amount) {
  const [, minus, pounds, pence] = /^(-?)(\d+)(\.\d+)?$/.exec(amount) || [];
  if (pounds === undefined) return String(amount);
  return (minus && "−") + "£" + pounds.replace(/\B(?=(\d{3})+$)/g, ",") + (pence || "");
}

function day(iso, month = "long") {
  return dateWords(iso, { day: "numeric", month, year: "numeric" });
}

const weekday = (iso) => dateWords(iso, { weekday: "long" }) + " " + day(iso, "short");

function dateWords(iso, parts) {
  return new Date(iso + "T12:00:00Z").toLocaleDateString(LOCALE, { ...parts, timeZone: "UTC" });
}

/* By hand, because crypto.randomUUID is missing on pages without https and in older browsers. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const WORD_TAGS = /^(P|BR|STRONG|EM|UL|OL|LI|DIV)$/;
const DROPPED_TAGS = /^(SCRIPT|STYLE)$/i;

/* The server has sanitised this HTML. Even if it had not, nothing in it can run: DOMParser makes a document without a
   window, where no script, handler or image ever starts; from there only known tags are copied, without attributes;
   links pass through link(). Unknown tags leave their text. */
function copyWords(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    else if (node.nodeType !== Node.ELEMENT_NODE || DROPPED_TAGS.test(node.tagName)) continue;
    else if (node.tagName === "A") to.append(link(node.getAttribute("href") || "", copyWords(node, make("span"))));
    else if (WORD_TAGS.test(node.tagName)) to.append(copyWords(node, make(node.tagName, node.lang && { lang: node.lang })));
    else copyWords(node, to);
  }
  return to;
}

const PICTURE_TAGS = /^(svg|title|desc|line|polyline|circle|rect|text)$/;
const PICTURE_ATTRIBUTES = /^(class|viewBox|role|aria-labelledby|id|x|y|x[12]|y[12]|cx|cy|r|width|height|points|text-anchor)$/;

/* A drawing of the server, copied in the same way: known tags and attributes only, none of which can load or run. */
function pictureElement(svg) {
  if (!svg) return null;
  const copy = (node) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", node.tagName);
    for (const { name, value } of node.attributes) if (PICTURE_ATTRIBUTES.test(name)) element.setAttribute(name, value);
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) element.append(child.data);
      else if (PICTURE_TAGS.test(child.tagName)) element.append(copy(child));
    }
    return element;
  };
  return copy(new DOMParser().parseFromString(svg, "text/html").querySelector("svg"));
}

function wordsOf(payload) {
  const words = make("div", { class: "words", dir: "auto" });
  if (payload.html) return copyWords(new DOMParser().parseFromString(payload.html, "text/html").body, words);
  words.append(...(payload.text || "").split(/\n{2,}/).map((text) => make("p", {}, text)));
  return words;
}

// ---- A reply: payload -> element -----------------------------------------------------------------------------------

function replyElement(payload, acts) {
  const status = WORDS.status[payload.status];
  return make("div", { class: payload.status === "crisis" ? "theirs crisis" : "theirs" },
    make("p", { class: "who" }, WORDS.helper + (status ? " · " + status : "")),
    wordsOf(payload),
    payload.estimate && sumElement(payload.estimate),
    payload.lines?.length && linesElement(payload.lines),
    payload.estimate?.assumed?.length && assumedElement(payload.estimate.assumed),
    payload.timeline?.assessment_periods?.length && timelineElement(payload),
    payload.taper?.points?.length && taperElement(payload),
    payload.letters?.length && unfold(fill(WORDS.letters, { n: payload.letters.length }),
      list(payload.letters.map((letter) => link(letter.url, letter.title)))),
    payload.sources?.length && sourcesElement(payload.sources),
    payload.receipt_url && footElement(payload, acts));
}

/* Under a reply: whether it helped, a copy of it, its dates for the phone's calendar, and its receipt. */
function footElement(payload, acts) {
  const said = make("span", { role: "status" });
  const button = (words, act, done) => make("button",
    { type: "button", class: "plain", onclick: () => act().then(() => (said.textContent = done), acts.fail) }, words);
  const rate = (words, rating) => button(words, () => acts.rate(payload.receipt, rating), WORDS.thanks);
  return make("div", { class: "foot small" },
    payload.answer_id && make("span", { role: "group", "aria-label": WORDS.helped }, WORDS.helped,
      rate(WORDS.helped_yes, "helpful"), rate(WORDS.helped_no, "unhelpful")),
    navigator.clipboard && button(WORDS.copy, () => navigator.clipboard.writeText(payload.text), WORDS.copied),
    payload.timeline && button(WORDS.diary, () => acts.diary(payload.receipt), ""),
    said,
    link(payload.receipt_url, fill(WORDS.receipt, { code: payload.receipt })));
}

const unfold = (summary, ...content) => make("details", {}, make("summary", {}, summary), content);
const list = (items) => make("ul", { class: "list small" }, items.map((item) => make("li", {}, item)));

function sumElement(estimate) {
  const paid = estimate.payable ?? estimate.award;
  const period = estimate.assessment_period;
  const label = period
    ? fill(WORDS.paid_label_period, { start: day(period.start), end: day(period.end) })
    : WORDS.paid_label;
  return make("div", { class: "sum" },
    paid != null && [make("p", { class: "small" }, label), make("p", { class: "figure" }, money(paid))],
    rangeElement(estimate.range),
    estimate.excluded?.length && [
      make("p", { class: "small" }, WORDS.excluded),
      list(estimate.excluded.map((thing) => thing.reason)),
    ]);
}

function rangeElement(range) {
  if (!range || range.low === range.high) return null;
  const words = range.high == null ? WORDS.range_from : range.low == null ? WORDS.range_to : WORDS.range;
  return make("p", {}, fill(words, { low: money(range.low), high: money(range.high) }));
}

const TOTALS = ["maximum_award", "award", "payable"];

function linesElement(lines) {
  const heads = [WORDS.line, WORDS.amount, WORDS.working_out, WORDS.law];
  const rows = lines.map((line) => make("tr", { role: "row", class: TOTALS.includes(line.id) && "total" },
    make("th", { role: "rowheader", scope: "row" }, line.label),
    make("td", { role: "cell", class: "number" }, money(line.amount)),
    make("td", { role: "cell", class: "wide" }, line.working),
    make("td", { role: "cell", class: "wide" }, line.law && (line.url ? link(line.url, line.law) : line.law))));
  return unfold(WORDS.lines,
    make("table", { role: "table", class: "lines", "aria-label": WORDS.lines },
      make("thead", { role: "rowgroup", class: "unseen" }, make("tr", { role: "row" },
        heads.map((head) => make("th", { role: "columnheader", scope: "col" }, head)))),
      make("tbody", { role: "rowgroup" }, rows)));
}

function assumedElement(assumed) {
  const shown = (value) => (/^\d+\.\d\d$/.test(value) ? money(value) : value);
  const items = assumed.map((item) => `${item.label || factName(item.fact)}: ${shown(item.value)}`);
  const intro = make("p", { class: "small" }, WORDS.assumed_intro);
  return unfold(fill(WORDS.assumed, { n: items.length }), intro, list(items));
}

/* "adults[0].student" -> "student (you)", for a fact that came without a label. */
function factName(path) {
  const [, whose, name] = /^(?:(\w+\[\d+\])\.)?(.*)$/.exec(path);
  const person = WORDS.fact_of[whose] || (whose || "").replace(/\[(\d+)\]/, (_, n) => " " + (Number(n) + 1));
  return name.replace(/[._]/g, " ") + (person && ` (${person})`);
}

function timelineElement(payload) {
  const periods = payload.timeline.assessment_periods;
  const amounts = periods.some((period) => period.amount != null);
  const head = (words, style) => make("th", { scope: "col", class: style }, words);
  const rows = periods.map((period) => make("tr", {},
    make("td", {}, fill(WORDS.period_dates, { start: day(period.start, "short"), end: day(period.end, "short") })),
    make("td", {}, make("strong", {}, weekday(period.payment_date)),
      period.payment_due && period.payment_due !== period.payment_date && make("div", { class: "muted" },
        fill(WORDS.payment_moved, { date: weekday(period.payment_due) }))),
    amounts && make("td", { class: "number" }, period.amount == null ? "–" : money(period.amount))));
  return unfold(fill(WORDS.timeline, { n: periods.length }), pictureElement(payload.pictures?.timeline),
    make("table", {},
      make("thead", {}, make("tr", {},
        head(WORDS.period), head(WORDS.payment_date), amounts && head(WORDS.amount, "number"))),
      make("tbody", {}, rows)));
}

function taperElement(payload) {
  const heads = [WORDS.gross, WORDS.award, WORDS.together];
  const keys = ["gross", "award", "total"];
  const cell = (tag, attributes) => (words) => make(tag, { class: "number", ...attributes }, words);
  return unfold(WORDS.taper, pictureElement(payload.pictures?.taper),
    make("table", { "aria-label": WORDS.taper },
      make("thead", {}, make("tr", {}, heads.map(cell("th", { scope: "col" })))),
      make("tbody", {}, payload.taper.points.map((point) =>
        make("tr", {}, keys.map((key) => money(point[key])).map(cell("td", {}))))),
    ));
}

function sourcesElement(sources) {
  return unfold(fill(WORDS.sources, { n: sources.length }),
    list(sources.map((source) => [
      link(source.url, source.title),
      source.checked && ", " + fill(WORDS.checked, { date: day(source.checked) }),
    ])));
}

/* Gives the person a file that is made in this page. */
function saveFile(text, type, name) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

// ---- The server ----------------------------------------------------------------------------------------------------

/* A sentence for the person, and whether the conversation is gone (401: it has ended and a new one must be started). */
class Trouble extends Error {
  constructor(sentence, gone = false) {
    super(sentence);
    this.gone = gone;
  }
}

/* POST as JSON. `stop` is an AbortController: its abort("left") means that nobody waits for the reply any more. */
async function post(path, body, token, stop) {
  const patience = setTimeout(() => stop.abort("slow"), GIVE_UP_AFTER);
  try {
    const response = await fetch(ORIGIN + path, {
      method: "POST",
      credentials: "omit",
      referrerPolicy: "origin",
      cache: "no-store",
      headers: { "Content-Type": "application/json", ...(token && { Authorization: "Bearer " + token }) },
      body: JSON.stringify(body),
      signal: stop.signal,
    });
    if (response.status === 204) return null;
    const answer = await response.json();
    if (response.ok) return answer;
    throw new Trouble(`${answer.error.problem} ${answer.error.instead}`, response.status === 401);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    if (!navigator.onLine) throw new Trouble(WORDS.offline);
    throw new Trouble(stop.signal.aborted ? WORDS.too_slow : WORDS.unreachable);
  } finally {
    clearTimeout(patience);
  }
}

// ---- The panel -----------------------------------------------------------------------------------------------------

function widget() {
  const host = make("rightful-chat");
  const shadow = host.attachShadow({ mode: "open" });
  sheet(STYLES)(shadow);

  // What is on screen, from top to bottom.
  const launcher = make("button", { type: "button", class: "launcher strong", onclick: open }, WORDS.launcher);
  const title = make("h2", { id: "title" }, WORDS.title);
  const known = make("details", { class: "known", hidden: true });
  const reduced = make("p", { class: "reduced small", role: "status", hidden: true }, WORDS.reduced);
  const log = make("div",
    { class: "log", role: "log", "aria-live": "polite", "aria-label": WORDS.conversation, tabindex: "0" });
  const status = make("p", { class: "status small muted", role: "status" });
  const trouble = make("div", { class: "trouble", role: "alert", hidden: true });
  const confirm = make("div", { class: "confirm", role: "group", "aria-labelledby": "sure", hidden: true },
    make("p", { id: "sure" }, make("strong", {}, WORDS.erase_question), " ", WORDS.erase_explained),
    make("div", { class: "row" },
      make("button", { type: "button", class: "strong", onclick: eraseChat }, WORDS.erase_yes),
      make("button", { type: "button", onclick: keepChat }, WORDS.erase_no)));
  const input = make("textarea",
    { id: "message", rows: 2, enterkeyhint: "send", autocomplete: "off", "aria-describedby": "keys limit",
      oninput: watchLength, onkeydown: sendOnEnter });
  const limit = make("p", { id: "limit", class: "small", role: "status" });
  const form = make("form", { novalidate: true, onsubmit: submit },
    make("label", { for: "message" }, WORDS.message),
    make("p", { id: "keys", class: "keys small muted" }, WORDS.message_hint),
    make("div", { class: "row" }, input, make("button", { class: "strong" }, WORDS.send)),
    limit);
  const keep = make("input", { type: "checkbox", id: "keep", onchange: keepOrNot, "aria-describedby": "keep-hint" });
  const keeping = make("p", { class: "keeping small" }, keep,
    make("label", { for: "keep" }, WORDS.keep), make("span", { id: "keep-hint", class: "muted" }, WORDS.keep_hint));
  const save = make("button", { type: "button", class: "plain small", onclick: saveCopy }, WORDS.save);
  const paper = make("button", { type: "button", class: "plain small", onclick: printChat }, WORDS.print);
  const erase = make("button",
    { type: "button", class: "plain small", onclick: askToErase },
    WORDS.erase);
  const more = make("details", { class: "more small", hidden: true },
    make("summary", {}, WORDS.more), keeping, make("div", { class: "row" }, save, paper, erase));
  const panel = make("section", { class: "panel", "aria-labelledby": "title", hidden: true },
    make("header", {},
      make("div", {}, title, make("p", { class: "small" }, WORDS.subtitle)),
      make("button", { type: "button", "aria-label": WORDS.close_name, onclick: close }, WORDS.close)),
    make("div", { class: "leave" },
      make("button", { type: "button", onclick: leave }, WORDS.leave),
      make("span", { class: "keys small muted" }, WORDS.leave_hint)),
    known, reduced, log, status, trouble, confirm, form, more);
  const root = make("aside", { class: "root", lang: LANGUAGE, "aria-label": WORDS.launcher }, launcher, panel);
  shadow.append(root);
  paint(root, TAG.dataset.colour);

  // All that this page remembers of the conversation.
  let token; // opens the conversation at the server
  let starting; // the promise of a token
  let waiting; // the AbortController of the request under way
  let busy; // a message, or the wish to delete, is under way
  let unsent; // {text, turn} without a reply: the same text again is the same turn, which is never answered twice
  let again; // what "Try again" does
  let choices; // the quick replies on screen
  forget();

  function forget() {
    waiting?.abort();
    token = starting = waiting = unsent = again = choices = null;
    busy = false;
    input.value = "";
    log.replaceChildren();
    showKnown([]);
    status.textContent = limit.textContent = "";
    reduced.hidden = trouble.hidden = confirm.hidden = more.hidden = true;
    more.open = false;
  }

  // Opening, closing, leaving.

  function setOpen(isOpen) {
    panel.hidden = !isOpen;
    launcher.hidden = isOpen;
  }

  function open() {
    setOpen(true);
    if (form.hidden) return log.querySelector("button").focus();
    input.focus();
    connect();
  }

  function close() {
    setOpen(false);
    launcher.focus();
  }

  /* The words go first, because the next page may take a while to come; it replaces this one in the history. */
  function leave() {
    forget();
    keepOnDevice(false);
    host.remove();
    location.replace(EXIT_PAGE);
  }

  /* Escape closes. Three in a row leave, wherever the focus is by then, but only when the first one met an open panel.
     Listened to before the page's own scripts, which might keep it. */
  let escapes = 0;
  let lastEscape = 0;
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat || event.isComposing) return;
    const inARow = escapes && event.timeStamp - lastEscape < QUICK_ESCAPE;
    escapes = inARow ? escapes + 1 : Number(!panel.hidden);
    lastEscape = event.timeStamp;
    if (escapes === 3) leave();
    else if (!panel.hidden) close();
  }, true);

  /* On a phone the panel covers the page: who tabs on to the page must not be left behind it. */
  document.addEventListener("focusin", (event) => {
    const covers = panel.offsetWidth >= document.documentElement.clientWidth;
    if (!panel.hidden && covers && event.target !== host) setOpen(false);
  });

  // Talking to the server.

  /* A request, with words for the time that it takes. Throws Trouble. */
  async function ask(path, body, words) {
    const stop = (waiting = new AbortController());
    again = null;
    trouble.hidden = true;
    const timers = [
      setTimeout(() => (status.textContent = words), SHOW_WORKING_AFTER),
      setTimeout(() => (status.textContent = WORDS.still_working), SHOW_STILL_WORKING_AFTER),
    ];
    const [answer, error] = await post(path, body, token, stop).then((it) => [it], (it) => [null, it]);
    timers.forEach(clearTimeout);
    if (waiting !== stop) return new Promise(() => {}); // the chat was left meanwhile: nobody is to get this reply
    waiting = null;
    status.textContent = "";
    if (error) throw error;
    return answer;
  }

  /* A conversation, opened once; its first reply says that a computer programme answers. */
  function start() {
    const who = { charity: TAG.dataset.charity, nation: TAG.dataset.nation || null, language: LANGUAGE };
    starting ??= kept() ? resume() : ask("/chat/start", who, WORDS.connecting).then(
      (answer) => {
        token = answer.conversation;
        title.textContent = answer.charity.name;
        paint(root, answer.charity.colour);
        more.hidden = false;
        keep.checked = false;
        show(answer.replies);
      },
      (error) => {
        starting = null;
        throw error;
      });
    return starting;
  }

  /* The chat that was kept on this device; one that has ended meanwhile gives way to a new one. */
  function resume() {
    token = kept();
    return ask("/chat/resume", {}, WORDS.connecting).then(
      (answer) => {
        title.textContent = answer.charity.name;
        paint(root, answer.charity.colour);
        more.hidden = false;
        keep.checked = true;
        for (const turn of answer.turns) {
          if (turn.said) log.append(mineElement(turn.said));
          show(turn.replies);
        }
        showKnown(answer.known);
      },
      (error) => {
        token = starting = null;
        if (!error.gone) throw error;
        keepOnDevice(false);
        return start();
      });
  }

  function connect() {
    start().catch((error) => fail(error, connect));
  }

  function submit(event) {
    event?.preventDefault();
    const text = input.value.trim();
    const wrong = text ? tooLong(text) : WORDS.empty;
    showLimit(wrong, Boolean(wrong));
    if (wrong) input.focus();
    else say(text, text, false);
  }

  function choose(choice) {
    // A touch keyboard would cover the answer.
    (matchMedia("(pointer: coarse)").matches ? log : input).focus();
    say(choice.payload, choice.title, true);
  }

  /* Sends `text` and shows it as `words` (a button sends its payload and shows its title). */
  async function say(text, words, button) {
    if (busy) return (status.textContent = WORDS.still_working);
    busy = true;
    try {
      await start();
      await turn(text, words, button);
    } catch (error) {
      fail(error, button ? () => say(text, words, true) : submit);
    }
    busy = false;
  }

  async function turn(text, words, button) {
    const mine = mineElement(words);
    log.append(mine);
    reveal(mine);
    if (choices) choices.hidden = true;
    if (!button) input.value = "";
    unsent = unsent?.text === text ? unsent : { text, turn: uuid() };
    let answer;
    try {
      answer = await ask("/chat/say", { text, turn: unsent.turn, ...(button && { button }) }, WORDS.working);
    } catch (error) {
      mine.remove();
      if (choices) choices.hidden = false;
      if (!button) input.value = [text, input.value].filter(Boolean).join("\n");
      throw error;
    }
    unsent = null;
    showKnown(answer.known || []);
    reduced.hidden = answer.service !== "reduced";
    show(answer.replies, mine);
  }

  // What can be done with a reply.

  const acts = {
    rate: (receipt, rating) => ask("/chat/rate", { receipt, rating }, WORDS.working),
    diary: async (receipt) => {
      const answer = await ask("/chat/calendar", { receipt }, WORDS.working);
      saveFile(answer.file, "text/calendar", "universal-credit.ics");
    },
    fail: (error) => fail(error),
  };

  // Showing.

  function mineElement(words) {
    return make("div", { class: "mine", dir: "auto" }, make("p", { class: "who" }, WORDS.you), words);
  }

  /* Puts replies at the end of the log, and scrolls so that they are read from their start. */
  function show(replies, from) {
    choices?.remove();
    const elements = replies.map((payload) => replyElement(payload, acts));
    const quick = replies.flatMap((payload) => payload.quick_replies || []);
    choices = quick.length ? make("div", { class: "choices", role: "group", "aria-label": WORDS.choices },
      quick.map((choice) => make("button", { type: "button", onclick: () => choose(choice) }, choice.title))) : null;
    log.append(...elements, ...(choices ? [choices] : []));
    reveal(from || elements[0]);
  }

  /* One of the two scrolls: the log, or on a screen with little height the whole panel, below its sticky way out. */
  function reveal(element) {
    for (const [box, covered] of [[log, 12], [panel, 72]]) {
      box.scrollTop += element.getBoundingClientRect().top - box.getBoundingClientRect().top - covered;
    }
  }

  function showKnown(facts) {
    known.hidden = !facts.length;
    known.replaceChildren(
      make("summary", {}, fill(WORDS.known, { n: facts.length })),
      make("div", {},
        make("dl", {}, facts.map((fact) => make("div", {}, make("dt", {}, fact.label),
          make("dd", {}, fact.value, factButton(fact, "change"), factButton(fact, "forget"))))),
        make("p", { class: "small muted" }, WORDS.known_hint)));
  }

  function factButton(fact, what) {
    const name = fill(WORDS[what + "_name"], fact);
    const press = () => choose({ payload: fact[what], title: name });
    return fact[what] && make("button", { type: "button", class: "plain small", "aria-label": name, onclick: press },
      WORDS[what]);
  }

  function fail(error, tryAgain) {
    if (error.gone) token = starting = null;
    showTrouble(error.message, tryAgain);
  }

  function showTrouble(sentence, tryAgain) {
    again = tryAgain;
    const retry = () => {
      input.focus();
      tryAgain();
    };
    trouble.replaceChildren(make("p", {}, sentence));
    if (again) trouble.append(make("button", { type: "button", onclick: retry }, WORDS.try_again));
    trouble.hidden = false;
  }

  addEventListener("offline", () => token && showTrouble(WORDS.offline, again));
  addEventListener("online", () => trouble.hidden || showTrouble(WORDS.online, again));

  // Typing.

  function sendOnEnter(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  }

  function tooLong(text) {
    const over = [...text].length - LONGEST_MESSAGE;
    return over > 0 ? fill(WORDS.too_long, { n: over }) : "";
  }

  function showLimit(words, wrong) {
    if (limit.textContent !== words) limit.textContent = words;
    limit.classList.toggle("wrong", wrong);
    input.setAttribute("aria-invalid", String(wrong));
  }

  /* Told after a pause in the typing: a screen reader would otherwise count every letter aloud. */
  let pause;
  function watchLength() {
    clearTimeout(pause);
    pause = setTimeout(() => {
      const text = input.value.trim();
      const left = LONGEST_MESSAGE - [...text].length;
      const near = left <= LONGEST_MESSAGE - SAY_LEFT_FROM;
      showLimit(tooLong(text) || (near ? fill(WORDS.characters_left, { n: left }) : ""), left < 0);
    }, 400);
  }

  // Keeping.

  /* What opens the kept chat, if there is one and its day is not over. Storage may be forbidden: then nothing is kept. */
  function kept() {
    try {
      const { token, until } = JSON.parse(localStorage.getItem(KEPT_AS) || "{}");
      return until > Date.now() ? token : keepOnDevice(false);
    } catch {
      return null;
    }
  }

  function keepOnDevice(wanted) {
    try {
      if (wanted) localStorage.setItem(KEPT_AS, JSON.stringify({ token, until: Date.now() + KEPT_FOR }));
      else localStorage.removeItem(KEPT_AS);
    } catch {
      keep.checked = false;
    }
    return null;
  }

  function keepOrNot() {
    keepOnDevice(keep.checked);
  }

  /* The whole chat as a text file, made in this page. */
  async function saveCopy() {
    try {
      const chat = await ask("/chat/export", {}, WORDS.working);
      const lines = chat.turns.flatMap((turn) => [
        turn.said && `${WORDS.you}: ${turn.said}`, ...turn.replies.map((reply) => `${WORDS.helper}: ${reply.text}`)]);
      const facts = chat.known.map((fact) => `${fact.label}: ${fact.value}`);
      const text = [...facts, "", ...lines.filter(Boolean)].join("\n\n");
      saveFile(text, "text/plain", WORDS.saved_name);
    } catch (error) {
      fail(error, saveCopy);
    }
  }

  // Printing: the chat alone, with all that folds unfolded; the page around it is left out.

  const aloneOnPaper = sheet("@media print { body > :not(rightful-chat) { display: none !important; } }");

  function printChat() {
    for (const one of log.querySelectorAll("details")) one.open = true;
    root.classList.add("printing");
    aloneOnPaper(document);
    addEventListener("afterprint", () => {
      root.classList.remove("printing");
      aloneOnPaper(document, false);
    }, { once: true });
    print();
  }

  // Deleting.

  function askToErase() {
    confirm.hidden = false;
    confirm.querySelector("button").focus();
  }

  function keepChat() {
    confirm.hidden = true;
    erase.focus();
  }

  async function eraseChat() {
    if (busy) return (status.textContent = WORDS.still_working);
    busy = true;
    confirm.hidden = true;
    input.focus();
    try {
      await ask("/chat/erase", {}, WORDS.working);
      showErased();
    } catch (error) {
      fail(error, eraseChat);
    }
    busy = false;
  }

  /* The form comes back with a new chat, so that the notice is always read before the first message. */
  function showErased() {
    forget();
    keepOnDevice(false);
    form.hidden = true;
    const begin = make("button", { type: "button", class: "strong", onclick: beginAgain }, WORDS.start_again);
    log.append(make("div", { class: "theirs" }, make("p", {}, WORDS.erased), begin));
    begin.focus();
  }

  function beginAgain() {
    log.replaceChildren();
    form.hidden = false;
    open();
  }

  document.body.append(host);
}

// A second tag on the page adds nothing; a script in <head> waits for the body.
if (!window.rightfulChat) {
  window.rightfulChat = true;
  if (document.body) widget();
  else addEventListener("DOMContentLoaded", widget);
}
})();
