// SPDX-License-Identifier: Apache-2.0
/** Calls of the console's server. */

/** An answer of the server other than success. */
export class ApiError extends Error {
    /** @param {number} status 0 if there was no answer @param {any} error */
    constructor(status, error) {
        super(error?.message ?? `HTTP ${status}`);
        this.status = status;
        this.code = error?.code ?? "";
        this.option = error?.option ?? null;
        this.fix = error?.fix ?? null;
    }
}

const pause = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

/** @param {string} path @param {RequestInit} init */
async function send(path, init) {
    try {
        return await fetch(`api/${path}`, {
            ...init,
            headers: { "X-Requested-With": "tdconnect", ...init.headers },
            credentials: "same-origin",
        });
    } catch (fault) {
        if (init.signal?.aborted) {
            throw fault;
        }
        throw new ApiError(0, { code: "unreachable", message: String(fault) });
    }
}

/** While Connect rebalances it refuses without having done anything, so the same call is sent again. */
async function sendPatiently(/** @type {string} */ path, /** @type {RequestInit} */ init) {
    for (let attempt = 0; ; attempt++) {
        const answer = await send(path, init);
        const wait = Number(answer.headers.get("Retry-After"));
        if (answer.status !== 409 || !wait || attempt === 5) {
            return answer;
        }
        await pause(Math.min(wait, 5) * 1000);
    }
}

/** @param {Response} answer */
async function content(answer) {
    const text = await answer.text();
    let body = null;
    try {
        body = text ? JSON.parse(text) : null;
    } catch {
        body = { error: { message: text.slice(0, 300) } };
    }
    if (!answer.ok) {
        throw new ApiError(answer.status, body?.error);
    }
    return body;
}

/** @param {string} path @param {AbortSignal} [signal] */
export async function get(path, signal) {
    return content(await sendPatiently(path, { signal }));
}

/** @param {string} method @param {string} path @param {unknown} [body] @param {AbortSignal} [signal] */
export async function call(method, path, body, signal) {
    const init = { method, signal, headers: { "Content-Type": "application/json" } };
    return content(await sendPatiently(path, body === undefined ? init : { ...init, body: JSON.stringify(body) }));
}

/** @param {string} path @param {unknown} [body] @param {AbortSignal} [signal] */
export function post(path, body, signal) {
    return call("POST", path, body, signal);
}

/** @param {string} path @param {BodyInit} body raw */
export async function upload(path, body) {
    return content(await send(path, { method: "POST", body }));
}

/** Fetches a file and offers it for saving. @param {string} path @param {unknown} body */
export async function download(path, body) {
    const answer = await send(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "Content-Type": "application/json" },
    });
    if (!answer.ok) {
        await content(answer);
    }
    const name = /filename="?([^";]+)/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "file";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
}

/** A part of a path. @param {string} text */
export const part = encodeURIComponent;

/** @type {Map<string, Promise<any>>} */
const kept = new Map();

/** What does not change while the page is open is asked once. @param {string} path */
export function getOnce(path) {
    let answer = kept.get(path);
    if (!answer) {
        answer = get(path);
        answer.catch(() => kept.delete(path));
        kept.set(path, answer);
    }
    return answer;
}
