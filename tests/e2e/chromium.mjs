// SPDX-License-Identifier: MIT
// node chromium.mjs PAGE: plays ada in Chromium, by WebDriver: fills in what is asked, and presses the button of each page,
// until the browser is at the application's own page, which has none.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

const driver = spawn('chromedriver', ['--port=0'], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => driver.kill());

const port = await new Promise((resolve, reject) => {
    let said = '';
    driver.stdout.on('data', (data) => {
        said += data;
        const found = /started successfully on port (\d+)/.exec(said);
        if (found) resolve(found[1]);
    });
    driver.on('exit', () => reject(new Error(`chromedriver has ended: ${said}`)));
});

async function ask(method, path, body) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
}

const { sessionId } = await ask('POST', '/session', {
    capabilities: {
        alwaysMatch: {
            'goog:chromeOptions': {
                args: ['--headless=new', '--no-sandbox', '--no-first-run', '--disable-gpu', '--disable-dev-shm-usage',
                    '--disable-background-networking', '--disable-component-update', `--user-data-dir=${process.env.HOME}/profile`],
            },
        },
    },
});
const session = `/session/${sessionId}`;

async function find(selector) {
    const found = await ask('POST', `${session}/elements`, { using: 'css selector', value: selector });
    return found.map((element) => Object.values(element)[0])[0];
}

async function type(selector, text) {
    const field = await find(selector);
    if (!field) return;
    await ask('POST', `${session}/element/${field}/clear`, {});
    await ask('POST', `${session}/element/${field}/value`, { text });
}

try {
    await ask('POST', `${session}/url`, { url: process.argv[2] });
    for (let turn = 0; turn < 200; ++turn) {
        const url = new URL(await ask('GET', `${session}/url`));
        console.log(url.origin, await ask('GET', `${session}/title`));
        if (url.protocol === 'http:') break; // the application's, on loopback
        await type('#login', 'ada');
        await type('#password', 'the engine weaves');
        const button = await find('#submit');
        if (button) await ask('POST', `${session}/element/${button}/click`, {});
        await pause(100);
    }
    console.log(await ask('GET', `${session}/title`));
} finally {
    await ask('DELETE', session);
    driver.kill(); // it would keep this alive
}
