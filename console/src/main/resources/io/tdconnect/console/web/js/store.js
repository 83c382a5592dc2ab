// SPDX-License-Identifier: Apache-2.0
/** The live list of tasks, and whether the server and Connect can be reached. */

const RETRY_MS = 3000;
/** Two pings of the server without a sign of life. */
const SILENCE_MS = 35_000;

/** @typedef {"connecting" | "live" | "connect-gone" | "server-gone"} Connection */

class Store extends EventTarget {
    /** @type {any[] | null} null until the first list */
    tasks = null;
    /** @type {Connection} */
    connection = "connecting";
    /** @type {any} */
    info = null;
    /** @type {EventSource | null} */
    #source = null;
    /** @type {any} */
    #timer = null;

    start() {
        this.#open();
        addEventListener("online", () => this.#open());
    }

    #open() {
        this.#source?.close();
        clearTimeout(this.#timer);
        const source = new EventSource("api/tasks/stream");
        this.#source = source;
        source.addEventListener("tasks", (event) => this.#received(JSON.parse(event.data)));
        source.addEventListener("gone", () => this.#become("connect-gone"));
        source.addEventListener("ping", () => this.#alive());
        source.onerror = () => {
            this.#become("server-gone");
            source.close();
            this.#retryIn(RETRY_MS);
        };
        source.onopen = () => this.#alive();
    }

    #alive() {
        this.#retryIn(SILENCE_MS);
    }

    /** @param {number} ms */
    #retryIn(ms) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#open(), ms);
    }

    /** @param {any[]} tasks */
    #received(tasks) {
        this.tasks = tasks;
        this.#alive();
        this.#become("live");
    }

    /** @param {Connection} connection */
    #become(connection) {
        this.connection = connection;
        this.dispatchEvent(new Event("change"));
    }

    /** @param {string} id */
    task(id) {
        return this.tasks?.find((task) => task.id === id) ?? null;
    }
}

export const store = new Store();
