// Looks at a built site in Firefox and prints what is wrong, as JSON; test_firefox.py starts it.
import puppeteer from "puppeteer-core";

const { program, site, disk, pages } = JSON.parse(process.argv[2]);
const faults = [];
let step = "";
const check = (sound, words) => { if (!sound) faults.push(`${step}: ${words}`); };

/** Ask the page until it says yes; the driver's own way of waiting is eval, which the policy forbids. */
async function until(page, question) {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((next) => setTimeout(next, 20))) {
    if (await page.evaluate(question).catch(() => false)) return;
  }
  throw new Error(`it never came true that ${question}`);
}

/** Set the width of the window; Firefox 140 knows no other orientation of the screen, and the driver asks for one. */
async function setWidth(page, width) {
  await page.setViewport({ width, height: 800 }).catch(() => {});
  await until(page, `innerWidth === ${width}`);
}

/** A window that notes what no page may do. */
async function visit(browser) {
  const page = await browser.newPage();
  page.on("console", (message) => { if (["error", "warn"].includes(message.type())) faults.push(`${step}: console: ${message.text()}`); });
  page.on("pageerror", ({ message }) => {
    if (!message.startsWith("NS_BINDING_ABORTED")) faults.push(`${step}: script failed: ${message}`); // it was left while it loaded
  });
  page.on("request", (request) => { if (!/^(http:\/\/127\.0\.0\.1:|file:|data:|blob:)/.test(request.url())) faults.push(`${step}: asked ${request.url()}`); });
  page.on("response", (response) => { if (response.status() >= 400) faults.push(`${step}: answer ${response.status()}: ${response.url()}`); });
  return page;
}

const look = () => ({
  headings: document.querySelectorAll("h1").length,
  sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  kept: localStorage.length + sessionStorage.length,
  cookies: document.cookie,
});

const steps = {
  async "every kind of page"(page) {
    await setWidth(page, 320);
    for (const url of pages) {
      step = url;
      await page.goto(site + url);
      const seen = await page.evaluate(look);
      check(seen.headings === 1, `${seen.headings} first headings`);
      check(seen.sideways <= 0, `scrolls sideways by ${seen.sideways}`);
      check(seen.kept === 0 && seen.cookies === "", "keeps something");
    }
    await setWidth(page, 1280);
  },

  async "the menu"(page) {
    await page.goto(`${site}ideas/`);
    const rows = () => page.$$eval("[data-rows] > li", (all) => all.filter((row) => row.checkVisibility()).length);
    const before = await rows();
    await page.$eval("[data-facet=grade]", (fold) => { fold.open = true; });
    await page.click("input[name=grade]:not(:disabled)");
    await until(page, () => location.search.includes('grade='));
    const after = await rows();
    check(after > 0 && after < before, `${before} ideas, then ${after}`);
    await page.reload();
    await page.waitForSelector(".cp-chips li");
    check(await rows() === after, "the address does not hold the choice");
  },

  async "the search"(page) {
    await page.goto(site);
    await page.click(".md-search__input");
    await page.keyboard.type("mentor");
    await page.waitForSelector(".md-search-result__link");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await until(page, () => location.pathname.length > 1);
    await page.waitForSelector("h1");
  },

  async "a tool"(page) {
    await page.goto(`${site}tools/run-chart/`);
    await page.type("#s-title", "Late work");
    await until(page, () => document.querySelector('[data-state]').textContent.startsWith('Saved'));
    await page.reload();
    check(await page.$eval("#s-title", (box) => box.value) === "Late work", "the work is lost");
    await page.evaluate("localStorage.clear()");
  },

  async "the colours"(page) {
    await page.goto(site);
    const schemes = [];
    for (let press = 0; press < 3; press++) {
      await page.evaluate(() => [...document.querySelectorAll("[data-md-component=palette] label")].find((label) => !label.hidden).click());
      schemes.push(await page.$eval("body", (body) => body.getAttribute("data-md-color-scheme")));
    }
    check(schemes.includes("slate") && schemes.includes("default"), `${schemes}`);
    await page.evaluate("localStorage.clear()");
  },

  async "the policy"(page) {
    await page.goto(site);
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
      document.getElementById("content").insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = true' alt=''>");
    });
    await new Promise((done) => setTimeout(done, 300));
    check(!await page.evaluate("Boolean(window.ran)"), "a script in the page ran");
    const told = faults.filter((fault) => fault.startsWith(step) && fault.includes("Content-Security-Policy"));
    check(told.length === 2, `${told.length} of 2 scripts were told of`);
    for (const fault of [...told, ...faults.filter((fault) => fault.startsWith(`${step}: answer 404`))]) faults.splice(faults.indexOf(fault), 1);
  },

  async "from a disk"(page) {
    await page.goto(`${disk}index.html`);
    await page.click(".md-tabs a[href*=ideas]");
    await until(page, () => location.pathname.endsWith('/ideas/index.html'));
    await page.waitForSelector("[data-rows] > li");
  },
};

const browser = await puppeteer.launch({ browser: "firefox", executablePath: program, headless: true });
try {
  const page = await visit(browser);
  for (const [name, part] of Object.entries(steps)) {
    step = name;
    await part(page).catch((error) => faults.push(`${step}: ${error.message}`));
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(faults));
